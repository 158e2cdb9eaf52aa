import { z } from '../schema/zod.ts';

/**
 * The matrix of rights as data (docs/rules.md 9). A cell says whether the professions of a row may read a type.
 * Each type has two strings with one character per row:
 * - cells: `R` may read, `-` may not, `.` the matrix has no cell here;
 * - where each cell comes from: `O` an official text, `S` named by a secondary source, `I` inferred from such
 *   a source, `A` assumed, `.` no cell.
 */
export const Matrix = z
  .strictObject({
    version: z.string().min(1),
    validFrom: z.iso.date(),
    status: z.enum(['default', 'published']),
    /** What the screen says of this matrix. */
    label: z.string().min(1),
    rows: z.array(z.string().min(1)),
    cells: z.record(z.string(), z.tuple([z.string().regex(/^[R.-]*$/), z.string().regex(/^[OSIA.]*$/)])),
  })
  .refine((matrix) => new Set(matrix.rows).size === matrix.rows.length, 'a row stands twice')
  .refine(
    ({ rows, cells }) =>
      Object.values(cells).every((pair) => pair.every((line) => line.length === rows.length)),
    'a type has not one cell per row',
  );
export type Matrix = z.infer<typeof Matrix>;

/** Rows of the matrix, and the row of each profession that is admitted. */
export const Professions = z
  .strictObject({
    rows: z.array(z.strictObject({ code: z.string(), label: z.string() })),
    professions: z.array(z.strictObject({ code: z.string(), label: z.string(), row: z.string() })),
  })
  .refine(
    ({ rows, professions }) => professions.every(({ row }) => rows.some(({ code }) => code === row)),
    'a profession names a row that does not exist',
  );
export type Professions = z.infer<typeof Professions>;

/** JDV_J07 with the class of each type; `dmp` marks those of JDV_J66, the types of the DMP itself. */
export const DocumentTypes = z.array(
  z.strictObject({
    code: z.string(),
    label: z.string(),
    class: z.string(),
    system: z.string(),
    dmp: z.boolean(),
  }),
);
export type DocumentTypes = z.infer<typeof DocumentTypes>;

/** JDV_J60; `level` is null for the formats that have none, which nobody may deposit. */
export const Formats = z.array(
  z.strictObject({
    code: z.string(),
    label: z.string(),
    system: z.string(),
    level: z.enum(['N1', 'N3']).nullable(),
    /** Of the unstructured body, for level 1. */
    mediaType: z.string().optional(),
  }),
);
export type Formats = z.infer<typeof Formats>;

/** Where a cell comes from, as the screens spell it out; the surest first. */
export const PROVENANCES = ['official', 'secondary', 'inferred', 'assumed'] as const;
export type Provenance = (typeof PROVENANCES)[number];

export interface Cell {
  readonly row: string;
  readonly type: string;
  readonly reads: boolean;
  readonly provenance: Provenance;
}

const LETTERS: Readonly<Record<string, Provenance>> = {
  O: 'official',
  S: 'secondary',
  I: 'inferred',
  A: 'assumed',
};

const provenanceOf = (letter: string | undefined): Provenance => LETTERS[letter ?? ''] ?? 'assumed';

/** Where the cell of a row and a type comes from; undefined: the matrix has none there. */
export function provenanceIn(matrix: Matrix, row: string, type: string): Provenance | undefined {
  const index = matrix.rows.indexOf(row);
  const line = Object.hasOwn(matrix.cells, type) ? matrix.cells[type] : undefined;
  const letter = line?.[1][index];
  return letter === undefined || letter === '.' ? undefined : provenanceOf(letter);
}

/** Every cell that the matrix has, type by type, in the order of its rows. */
export function* cellsOf(matrix: Matrix): Generator<Cell> {
  for (const [type, [cells, sources]] of Object.entries(matrix.cells)) {
    for (const [index, row] of matrix.rows.entries()) {
      const cell = cells[index];
      if (cell === '.' || cell === undefined) continue;
      yield { row, type, reads: cell === 'R', provenance: provenanceOf(sources[index]) };
    }
  }
}
