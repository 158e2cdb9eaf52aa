import { describe, expect, test } from 'vitest';
import { cellRight } from '../../../shared/habilitation/cell.ts';
import { compareHabilitations } from '../../../shared/habilitation/comparison.ts';
import { createHabilitation, type Habilitation } from '../../../shared/habilitation/habilitation.ts';
import { policy, resources } from '../../rules/policy.ts';

const { habilitation } = policy;

/** The default matrix with some cells written otherwise: `R O`, `- A`, `. .`. */
function withCells(changed: Readonly<Record<string, string>>): Habilitation {
  const { rows } = resources.matrix;
  const cells = new Map<string, [string, string]>(
    Object.entries(resources.matrix.cells).map(([type, [line = '', sources = '']]) => [
      type,
      [line, sources],
    ]),
  );
  for (const [place, value] of Object.entries(changed)) {
    const [row = '', type = ''] = place.split(' ');
    const index = rows.indexOf(row);
    const [line, sources] = cells.get(type) ?? ['.'.repeat(rows.length), '.'.repeat(rows.length)];
    const put = (text: string, letter: string): string =>
      text.slice(0, index) + letter + text.slice(index + 1);
    cells.set(type, [put(line, value[0] ?? ''), put(sources, value[2] ?? '')]);
  }
  return createHabilitation({
    ...resources,
    matrix: { ...resources.matrix, cells: Object.fromEntries(cells) },
  });
}

const told = (before: Habilitation, after: Habilitation): readonly string[] =>
  compareHabilitations(before, after).map(
    ({ kind, before: was, after: is }) =>
      `${is.row} ${is.type} ${kind} ${String(was.provenance)} → ${String(is.provenance)}`,
  );

describe('comparing two matrices', () => {
  test('a matrix does not differ from itself', () => {
    expect(compareHabilitations(habilitation, habilitation)).toEqual([]);
  });

  test('opened, closed and the same right from another source are told apart', () => {
    const after = withCells({ 'PHA EXPPAT_3': 'R O', 'MED REMB': '- O', 'MED SYNTH': 'R O' });
    expect(told(habilitation, after)).toEqual([
      'PHA EXPPAT_3 opened secondary → official',
      'MED REMB closed inferred → official',
      'MED SYNTH resourced inferred → official',
    ]);
  });

  test('a cell that goes is told by what takes its place', () => {
    const after = withCells({ 'MED 11488-4': '. .' });
    const physician = after.rows.find(({ code }) => code === 'MED');
    if (physician === undefined) throw new Error('no physician');
    expect(cellRight(after, physician, '11488-4', '10')).toMatchObject({ provenance: null });
    expect(told(habilitation, after).filter((line) => line.startsWith('MED 11488-4'))).toEqual([
      'MED 11488-4 resourced inferred → null',
    ]);
    const closing = withCells({ 'PHA 11488-4': '. .' });
    expect(told(habilitation, closing).filter((line) => line.startsWith('PHA 11488-4'))).toEqual([
      'PHA 11488-4 closed inferred → null',
    ]);
  });

  test('a type that neither names, but whose class closes, is told too', () => {
    const after = withCells({ 'ASS ATTEST-RESID': '- O' });
    expect(told(habilitation, after)).toContain('ASS ATTEST-RESID closed assumed → official');
    const open = Object.fromEntries(
      habilitation.types.filter((type) => type.class === '95').map(({ code }) => [`ASS ${code}`, 'R O']),
    );
    const allOpen = withCells(open);
    expect(
      told(allOpen, withCells({ ...open, 'ASS PIECE-IDENTITE': '. .', 'ASS ATTEST-RESID': '- O' })),
    ).toEqual(['ASS ATTEST-RESID closed official → official', 'ASS PIECE-IDENTITE closed official → null']);
  });
});
