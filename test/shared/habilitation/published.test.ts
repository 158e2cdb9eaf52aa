import { describe, expect, test } from 'vitest';
import { compareMatrices } from '../../../shared/habilitation/comparison.ts';
import { createHabilitation } from '../../../shared/habilitation/habilitation.ts';
import { Matrix, Professions } from '../../../shared/habilitation/matrix.ts';
import { importPublishedMatrix, nextPage } from '../../../shared/habilitation/published.ts';
import { resources } from '../../rules/policy.ts';

const current = Matrix.parse(resources.matrix);
const professions = Professions.parse(resources.professions);

/** A cell as the CMS writes it, with what else it carries. */
const cell = (profession: number | string, type: string, reads: boolean) => ({
  type: 'node--matrice_professionnel_document',
  id: '1f2e',
  field_consultation_document: reads,
  field_code_profession: { type: 'taxonomy_term', field_code_profession: profession, name: 'Pharmacien' },
  field_categorie_de_document: { field_code_categorie_document: 10 },
  field_type_de_document: { field_code_loinc: type, name: 'CR' },
});
const page = (data: readonly unknown[], next?: string) => ({
  jsonapi: { version: '1.0' },
  data,
  links: {
    self: { href: 'https://example.test/a' },
    ...(next === undefined ? {} : { next: { href: next } }),
  },
});

const imported = (...lists: readonly (readonly unknown[])[]) =>
  importPublishedMatrix(lists, { current, professions, version: 'publiée-1', validFrom: '2027-01-01' });
function matrixOf(...lists: readonly (readonly unknown[])[]) {
  const result = imported(...lists);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const reads = (matrix: Matrix, row: string, type: string): string | undefined =>
  matrix.cells[type]?.[0][matrix.rows.indexOf(row)];

describe('importing the published matrix', () => {
  const pharmacist = [
    page([cell(21, '11488-4', true), cell(21, '68599-0', false)], 'https://example.test/b'),
    page([cell(21, 'NEW-1', true)]),
  ];

  test('the pages of a list are followed by their links', () => {
    expect(nextPage(pharmacist[0])).toBe('https://example.test/b');
    expect(nextPage(pharmacist[1])).toBeUndefined();
    expect(nextPage('garbage')).toBeUndefined();
  });

  test('its cells are official; a type that it lacks has no cell in its rows', () => {
    const { matrix } = matrixOf(pharmacist);
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

  test('rows that it does not name keep what they had', () => {
    const { matrix, keptRows } = matrixOf(pharmacist);
    expect(keptRows).toEqual(current.rows.filter((row) => row !== 'PHA'));
    expect(reads(matrix, 'IDE', '11488-4')).toBe(reads(current, 'IDE', '11488-4'));
    expect(reads(matrix, 'IDE', 'NEW-1')).toBe('.');
  });

  test('the médecin traitant has the physician’s row, the staff stay out', () => {
    const { matrix, keptRows } = matrixOf([
      page([cell(10, 'REMB', false), cell('SECRETARIAT_MEDICAL', 'REMB', true)]),
    ]);
    expect([reads(matrix, 'MED', 'REMB'), reads(matrix, 'MT', 'REMB'), reads(matrix, 'SEC', 'REMB')]).toEqual(
      ['-', '-', '-'],
    );
    expect(keptRows).not.toContain('MT');
    expect(keptRows).toContain('SEC');
  });

  test('professions that share a row: where they differ the refusal is taken, and said', () => {
    const result = matrixOf(
      [page([cell(60, 'REMB', true), cell(60, 'SYNTH', true)])],
      [page([cell(69, 'REMB', false), cell(69, 'SYNTH', true)])],
    );
    expect(reads(result.matrix, 'IDE', 'REMB')).toBe('-');
    expect(reads(result.matrix, 'IDE', 'SYNTH')).toBe('R');
    expect(result.disagreements).toEqual([{ row: 'IDE', type: 'REMB' }]);
  });

  test('a profession that we have no row for is named', () => {
    expect(matrixOf([page([cell(31, 'REMB', true), cell(31, 'SYNTH', true)])]).unknownProfessions).toEqual([
      '31',
    ]);
  });

  test.each([
    ['a page that is none', [[{ errors: [] }]], { code: 'NOT_THE_PUBLISHED_SHAPE', at: 'list 1, page 1' }],
    [
      'a cell that is no boolean',
      [[page([cell(10, 'REMB', true), { ...cell(10, 'SYNTH', true), field_consultation_document: 'oui' }])]],
      { code: 'NOT_THE_PUBLISHED_SHAPE', at: 'list 1, page 1, cell 2: field_consultation_document' },
    ],
    [
      'a list that goes on',
      [[page([cell(10, 'REMB', true)], 'https://example.test/c')]],
      { code: 'INCOMPLETE', next: 'https://example.test/c' },
    ],
    ['no cell at all', [[page([])]], { code: 'EMPTY' }],
    ['nothing', [], { code: 'EMPTY' }],
  ])('%s is refused', (_, lists, error) => {
    expect(imported(...lists)).toEqual({ ok: false, error });
  });

  test('no type gets at the object that holds the cells', () => {
    const { matrix } = matrixOf([page([cell(10, '__proto__', true)])]);
    expect(Object.getPrototypeOf(matrix.cells)).toBe(Object.prototype);
    expect(Object.hasOwn(matrix.cells, '__proto__')).toBe(true);
  });
});

describe('comparing two matrices', () => {
  const small = (reading: string, sources: string): Matrix =>
    Matrix.parse({ ...current, rows: ['MED', 'PHA', 'IDE'], cells: { REMB: [reading, sources] } });

  test('a matrix does not differ from itself', () => {
    expect(compareMatrices(current, current)).toEqual([]);
  });

  test('cell by cell: opened, closed, from another source, added, removed', () => {
    const kinds = (before: Matrix, after: Matrix): readonly string[] =>
      compareMatrices(before, after).map((change) => {
        const { row } = change.kind === 'removed' ? change.before : change.after;
        return `${row} ${change.kind}`;
      });
    expect(kinds(small('R-R', 'AAA'), small('-RR', 'OOO'))).toEqual([
      'MED closed',
      'PHA opened',
      'IDE resourced',
    ]);
    expect(kinds(small('RR.', 'AA.'), small('R.-', 'A.O'))).toEqual(['IDE added', 'PHA removed']);
  });

  test('each change says what was and what will be', () => {
    expect(compareMatrices(small('R..', 'S..'), small('-..', 'O..'))).toEqual([
      {
        kind: 'closed',
        before: { row: 'MED', type: 'REMB', reads: true, provenance: 'secondary' },
        after: { row: 'MED', type: 'REMB', reads: false, provenance: 'official' },
      },
    ]);
  });
});
