import { describe, expect, test } from 'vitest';
import { gridOf, NO_FILTERS, type Filters } from '../../../../renderer/features/habilitation/grid.ts';
import { groupDifferences } from '../../../../renderer/features/habilitation/differences.ts';
import { cellSentence } from '../../../../renderer/features/habilitation/messages.ts';
import { fakeMatrix, fakeProposal } from '../../../fixtures/fake-matrix.ts';

const view = fakeMatrix();
const shown = (change: Partial<Filters>) => {
  const grid = gridOf(view, { ...NO_FILTERS, ...change });
  return { ...grid, types: grid.lineOf.map((line) => grid.lines[line]) };
};

describe('the matrix on the screen', () => {
  test('has every type by its class, every row as a column, and marks one’s own', () => {
    const { columns, types, lines } = shown({});
    expect(types).toHaveLength(107);
    expect(columns).toHaveLength(21);
    expect(columns.filter(({ isOwn }) => isOwn).map(({ code }) => code)).toEqual(['MED']);
    expect(lines.filter(({ kind }) => kind === 'class').length).toBeGreaterThan(8);
  });

  test('words are looked for in types, without accents; in professions where no type has them', () => {
    expect(shown({ query: 'hopital pediatrie' }).types).toHaveLength(0);
    expect(shown({ query: 'resume DE depart' }).types.length).toBeLessThan(107);
    expect(shown({ query: '11488-4' }).types.map((line) => line?.label)).toEqual([
      'CR ou fiche de consultation ou de visite',
    ]);
    // A type names the pharmacist too: whoever types a profession's name means the profession.
    expect(shown({ query: 'pharmacien' }).columns.map(({ code }) => code)).toEqual(['PHA']);
    expect(shown({ query: 'pharmacien' }).types).toHaveLength(107);
    expect(shown({ query: 'opticien' }).columns.map(({ code }) => code)).toEqual(['AUO']);
  });

  test('a right and a source keep the lines that have such a cell, and dim the others', () => {
    const { types, columns } = shown({
      rows: new Set(['PHA']),
      rights: new Set(['readsNot']),
      provenances: new Set(['secondary']),
    });
    expect(columns).toHaveLength(1);
    expect(types).toHaveLength(10);
    const all = shown({ provenances: new Set(['official']) });
    expect(all.types).toHaveLength(107);
    const [first] = all.types;
    expect(first?.kind === 'type' && first.cells.filter(({ isAsked }) => isAsked)).toHaveLength(1);
  });

  test('a cell says its sentence', () => {
    expect(cellSentence('Pharmacien', 'CR hospitalier (séjour)', false, 'assumed')).toBe(
      'Pharmacien\u202F: ne lit pas «\u202FCR hospitalier (séjour)\u202F». Supposé par Poste Santé\u202F: aucune source ne le dit.',
    );
  });
});

describe('the differences', () => {
  const proposed = fakeProposal();
  if (proposed.outcome !== 'proposed') throw new Error('no proposal');
  const { differences } = proposed.proposal;

  test('stand by profession, opened rights before closed ones, each counted', () => {
    const groups = groupDifferences(differences, view, { query: '', kinds: new Set(['opened', 'closed']) });
    expect(groups.map(({ label, counts }) => [label, counts.resourced])).toEqual([['Infirmier', 0]]);
    const [nurses] = groups;
    expect(nurses?.lines.length).toBe((nurses?.counts.opened ?? 0) + (nurses?.counts.closed ?? 0));
    expect(nurses?.lines[0]?.difference.kind).toBe('opened');
    expect(nurses?.lines.at(-1)?.difference.kind).toBe('closed');
  });

  test('are found by type and by profession', () => {
    const kinds = new Set(['opened', 'closed', 'resourced'] as const);
    expect(groupDifferences(differences, view, { query: 'sage-femme', kinds })).toEqual([]);
    expect(groupDifferences(differences, view, { query: 'infirmier', kinds })[0]?.lines).toHaveLength(
      differences.length,
    );
    const [found] = groupDifferences(differences, view, { query: 'synthese psychiatrique', kinds });
    expect(found?.lines).toHaveLength(1);
  });
});
