import { err, ok, type Result } from '../result.ts';
import { STAFF_ROW, TREATING_DOCTOR_ROW } from './habilitation.ts';
import type { Matrix, Professions } from './matrix.ts';
import { readPages, type PageFile, type PageProblem, type PublishedCell } from './published-page.ts';

export interface PublishedImport {
  readonly matrix: Matrix;
  /** Professions that it names and that no row of ours stands for: their cells are left out. */
  readonly unknownProfessions: readonly string[];
  /** Rows that it does not name: they keep the cells that they had, with their provenance. */
  readonly keptRows: readonly string[];
  /** Cells on which the professions of one row differ: the refusal is taken. */
  readonly disagreements: readonly { readonly row: string; readonly type: string }[];
}

const PHYSICIAN = '10';

/**
 * Reads the published matrix into one of ours, to be compared cell by cell before it is applied.
 *
 * The staff's row stays closed and the médecin traitant keeps the physician's row: both are rules, not cells
 * (dmp-rules 1.13, CPE rule of the DMP guide).
 *
 * @param validFrom ISO date from which the published matrix holds.
 */
export function importPublishedMatrix(
  files: readonly PageFile[],
  {
    current,
    professions,
    version,
    validFrom,
  }: {
    readonly current: Matrix;
    readonly professions: Professions;
    readonly version: string;
    readonly validFrom: string;
  },
): Result<PublishedImport, PageProblem> {
  const cells = readPages(files);
  if (!cells.ok) return cells;

  const rowOf = new Map(professions.professions.map(({ code, row }) => [code, row]));
  const { reads, unknownProfessions, disagreements } = rightsByRow(cells.value, rowOf);
  const physician = reads.get(rowOf.get(PHYSICIAN) ?? '');
  if (physician !== undefined) reads.set(TREATING_DOCTOR_ROW, physician);
  reads.delete(STAFF_ROW);
  if (reads.size === 0) return err({ code: 'EMPTY' });

  const keptRows = current.rows.filter((row) => !reads.has(row));
  const isWhole = keptRows.every((row) => row === STAFF_ROW);
  return ok({
    matrix: {
      version,
      validFrom,
      status: 'published',
      label: isWhole ? 'matrice publiée' : 'matrice publiée, complétée par la précédente',
      rows: current.rows,
      cells: mergeCells(current, reads),
    },
    unknownProfessions,
    keptRows,
    disagreements,
  });
}

interface RightsByRow {
  readonly reads: Map<string, ReadonlyMap<string, boolean>>;
  readonly unknownProfessions: readonly string[];
  readonly disagreements: readonly { readonly row: string; readonly type: string }[];
}

function rightsByRow(cells: readonly PublishedCell[], rowOf: ReadonlyMap<string, string>): RightsByRow {
  const reads = new Map<string, Map<string, boolean>>();
  const unknownProfessions = new Set<string>();
  const disagreements: { row: string; type: string }[] = [];
  for (const { profession, type, reads: opens } of cells) {
    const row = rowOf.get(profession);
    if (row === undefined) {
      unknownProfessions.add(profession);
      continue;
    }
    const ofRow = reads.get(row) ?? new Map<string, boolean>();
    reads.set(row, ofRow);
    const before = ofRow.get(type);
    if (before !== undefined && before !== opens) disagreements.push({ row, type });
    ofRow.set(type, (before ?? true) && opens);
  }
  return { reads, unknownProfessions: [...unknownProfessions], disagreements };
}

/** The published cells over those that we had, row by row; a type that a published row lacks has no cell there. */
function mergeCells(
  current: Matrix,
  reads: ReadonlyMap<string, ReadonlyMap<string, boolean>>,
): Matrix['cells'] {
  const published = [...reads.values()].flatMap((cells) => [...cells.keys()]);
  const had = new Map(Object.entries(current.cells));
  const types = new Set([...had.keys(), ...published]);
  return Object.fromEntries(
    [...types].map((type) => {
      const cells = current.rows.map((row, index): readonly [string, string] => {
        const cellsOfRow = reads.get(row);
        if (cellsOfRow === undefined) {
          const [line, sources] = had.get(type) ?? ['', ''];
          return [line[index] ?? NO_CELL, sources[index] ?? NO_CELL];
        }
        const cell = cellsOfRow.get(type);
        return cell === undefined ? [NO_CELL, NO_CELL] : [cell ? 'R' : '-', 'O'];
      });
      return [type, [cells.map(([cell]) => cell).join(''), cells.map(([, source]) => source).join('')]];
    }),
  );
}

const NO_CELL = '.';
