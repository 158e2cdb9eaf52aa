import { describe, expect, test } from 'vitest';
import { cellRight } from '../../../shared/habilitation/cell.ts';
import { createHabilitation, STAFF_ROW } from '../../../shared/habilitation/habilitation.ts';
import { cellsOf, Matrix, Professions } from '../../../shared/habilitation/matrix.ts';
import { importPublishedMatrix } from '../../../shared/habilitation/published.ts';
import type { PageFile } from '../../../shared/habilitation/published-page.ts';
import { draws } from '../../rules/draw.ts';
import { resources } from '../../rules/policy.ts';
import { cell, files, page, publishedPages } from './published-pages.ts';

const current = Matrix.parse(resources.matrix);
const professions = Professions.parse(resources.professions);

const imported = (chosen: readonly PageFile[]) =>
  importPublishedMatrix(chosen, { current, professions, version: 'publiée-1', validFrom: '2027-01-01' });
function importOf(chosen: readonly PageFile[]) {
  const result = imported(chosen);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const reads = (matrix: Matrix, row: string, type: string): string | undefined =>
  matrix.cells[type]?.[0][matrix.rows.indexOf(row)];

describe('importing the published matrix', () => {
  const pharmacist = files(
    page([cell(21, '11488-4', true), cell(21, '68599-0', false)], { self: '/a', next: '/b' }),
    page([cell(21, 'NEW-1', true)], { self: '/b', prev: '/a' }),
  );

  test('its cells are official; a type that it lacks has no cell in its rows', () => {
    const { matrix } = importOf(pharmacist);
    expect(matrix).toMatchObject({ version: 'publiée-1', validFrom: '2027-01-01', status: 'published' });
    expect([
      reads(matrix, 'PHA', '11488-4'),
      reads(matrix, 'PHA', '68599-0'),
      reads(matrix, 'PHA', 'NEW-1'),
    ]).toEqual(['R', '-', 'R']);
    expect(reads(matrix, 'PHA', 'REMB')).toBe('.');
    expect(matrix.cells['11488-4']?.[1][matrix.rows.indexOf('PHA')]).toBe('O');
    expect(Matrix.parse(matrix)).toEqual(matrix);
    expect(
      createHabilitation({ ...resources, matrix })
        .rowOf.get('21')
        ?.byType.get('NEW-1'),
    ).toBe(true);
  });

  test('rows that it does not name keep what they had, and the label says so', () => {
    const { matrix, keptRows } = importOf(pharmacist);
    expect(keptRows).toEqual(current.rows.filter((row) => row !== 'PHA'));
    expect(reads(matrix, 'IDE', '11488-4')).toBe(reads(current, 'IDE', '11488-4'));
    expect(reads(matrix, 'IDE', 'NEW-1')).toBe('.');
    expect(matrix.label).toBe('matrice publiée, complétée par la précédente');
    const whole = professions.professions.map(({ code }) => ({
      profession: code,
      type: 'REMB',
      reads: true,
    }));
    expect(importOf(publishedPages(whole, 10)).matrix.label).toBe('matrice publiée');
  });

  test('the médecin traitant has the physician’s row, the staff stay out', () => {
    const { matrix, keptRows } = importOf(
      files(page([cell(10, 'REMB', false), cell('SECRETARIAT_MEDICAL', 'REMB', true)])),
    );
    expect([reads(matrix, 'MED', 'REMB'), reads(matrix, 'MT', 'REMB'), reads(matrix, 'SEC', 'REMB')]).toEqual(
      ['-', '-', '-'],
    );
    expect(keptRows).not.toContain('MT');
    expect(keptRows).toContain('SEC');
  });

  test('professions that share a row: where they differ the refusal is taken, and said', () => {
    const result = importOf(
      files(
        page([cell(60, 'REMB', true), cell(60, 'SYNTH', true)]),
        page([cell(69, 'REMB', false), cell(69, 'SYNTH', true)]),
      ),
    );
    expect(reads(result.matrix, 'IDE', 'REMB')).toBe('-');
    expect(reads(result.matrix, 'IDE', 'SYNTH')).toBe('R');
    expect(result.disagreements).toEqual([{ row: 'IDE', type: 'REMB' }]);
  });

  test('a profession that we have no row for is named', () => {
    const { unknownProfessions } = importOf(files(page([cell(10, 'REMB', true), cell(31, 'SYNTH', true)])));
    expect(unknownProfessions).toEqual(['31']);
  });

  test('the order in which the files were chosen, and how an address is written, do not matter', () => {
    const [first, second] = [
      page([cell(21, '11488-4', true)], { self: 'https://x/m?a=1&b[c]=2', next: 'https://x/m?b%5Bc%5D=3' }),
      page([cell(21, 'SYNTH', true)], { self: 'https://x/m?b[c]=3', prev: 'https://x/m?b%5Bc%5D=2&a=1' }),
    ];
    expect(importOf(files(second, first)).matrix).toEqual(importOf(files(first, second)).matrix);
  });
});

describe('what is refused, as a whole', () => {
  const good = cell(10, 'REMB', true);
  test.each([
    [
      'a page that is none',
      [{ errors: [] }],
      { code: 'NOT_THE_PUBLISHED_SHAPE', file: 'page-1.json', at: 'data' },
    ],
    ['no document at all', [null], { code: 'NOT_THE_PUBLISHED_SHAPE', file: 'page-1.json', at: 'document' }],
    [
      'a cell that is no boolean',
      [page([good]), page([good, { ...cell(10, 'SYNTH', true), field_consultation_document: 'oui' }])],
      {
        code: 'NOT_THE_PUBLISHED_SHAPE',
        file: 'page-2.json',
        at: 'data[1].field_consultation_document',
      },
    ],
    [
      'a relation that was not included',
      [page([{ ...good, field_code_profession: null }])],
      { code: 'NOT_THE_PUBLISHED_SHAPE', file: 'page-1.json', at: 'data[0].field_code_profession' },
    ],
    [
      'a type that would name the object itself',
      [page([cell(10, '__proto__', true)])],
      {
        code: 'NOT_THE_PUBLISHED_SHAPE',
        file: 'page-1.json',
        at: 'data[0].field_type_de_document.field_code_loinc',
      },
    ],
    [
      'a list that goes on',
      [page([good], { self: '/a', next: '/b' })],
      { code: 'INCOMPLETE', file: 'page-1.json', missing: '/b' },
    ],
    [
      'a list without its first page',
      [page([good], { self: '/b', prev: '/a' })],
      { code: 'INCOMPLETE', file: 'page-1.json', missing: '/a' },
    ],
    [
      'a cell both open and closed',
      [page([good]), page([cell(10, 'REMB', false)])],
      { code: 'CONTRADICTORY', profession: '10', type: 'REMB' },
    ],
    [
      'more cells than any matrix has',
      [page(Array.from({ length: 20_001 }, (_, index) => cell(10, `T${String(index)}`, true)))],
      { code: 'TOO_MANY_CELLS' },
    ],
    ['no cell at all', [page([])], { code: 'EMPTY' }],
    ['cells of unknown professions only', [page([cell(31, 'REMB', true)])], { code: 'EMPTY' }],
    [
      'the staff alone, whose row is a rule',
      [page([cell('SECRETARIAT_MEDICAL', 'REMB', true)])],
      { code: 'EMPTY' },
    ],
    ['nothing', [], { code: 'EMPTY' }],
  ])('%s', (_, contents, error) => {
    expect(imported(files(...contents))).toEqual({ ok: false, error });
  });
});

// docs/rules.md 9: after an import each cell is what the pages say, and the rows that they do not name are as
// they were. The expectation is built from the cells alone, without the importer's own tables.
test('whatever the pages say: every cell is theirs, every other row is unchanged', () => {
  const types = ['NEW-1', 'NEW-2', ...Object.keys(current.cells)];
  const codes = professions.professions.map(({ code }) => code);
  for (let seed = 1; seed <= 60; seed += 1) {
    const draw = draws(seed);
    const named = codes.filter(() => draw.one(3));
    const published = named.flatMap((profession) =>
      types.filter(() => !draw.one(4)).map((type) => ({ profession, type, reads: draw.one(2) })),
    );
    const result = imported(publishedPages(published, 1 + draw.below(200)));
    const rowOf = (code: string): string =>
      professions.professions.find((profession) => profession.code === code)?.row ?? '';
    const rows = new Set(
      published.map(({ profession }) => rowOf(profession)).filter((row) => row !== STAFF_ROW),
    );
    if (rows.has('MED')) rows.add('MT');
    expect(result.ok).toBe(rows.size > 0);
    if (!result.ok) continue;
    const { matrix } = result.value;

    const said = (row: string, type: string): string => {
      const from = row === 'MT' ? 'MED' : row;
      const cells = published.filter((one) => one.type === type && rowOf(one.profession) === from);
      if (cells.length === 0) return '. .';
      return cells.every((one) => one.reads) ? 'R O' : '- O';
    };
    for (const type of new Set([...types, ...Object.keys(matrix.cells)])) {
      const [line, sources] = matrix.cells[type] ?? ['', ''];
      const [oldLine, oldSources] = current.cells[type] ?? ['.'.repeat(21), '.'.repeat(21)];
      for (const [index, row] of matrix.rows.entries()) {
        const is = `${line[index] ?? '.'} ${sources[index] ?? '.'}`;
        const expected = rows.has(row)
          ? said(row, type)
          : `${oldLine[index] ?? ''} ${oldSources[index] ?? ''}`;
        if (is !== expected)
          throw new Error(`seed ${String(seed)}, ${row} × ${type}: ${is}, not ${expected}`);
      }
    }
    expect(Matrix.parse(JSON.parse(JSON.stringify(matrix)))).toEqual(matrix);
    const habilitation = createHabilitation({ ...resources, matrix });
    const staff = habilitation.rows.find(({ code }) => code === STAFF_ROW);
    expect(
      staff === undefined ? [] : types.filter((type) => cellRight(habilitation, staff, type, '10').reads),
    ).toEqual([]);
    expect(
      [...cellsOf(matrix)].every(({ row, provenance }) => !rows.has(row) || provenance === 'official'),
    ).toBe(true);
  }
});
