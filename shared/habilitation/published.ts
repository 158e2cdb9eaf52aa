import { err, ok, type Result } from '../result.ts';
import { z } from '../schema/zod.ts';
import { STAFF_ROW, TREATING_DOCTOR_ROW } from './habilitation.ts';
import type { Matrix, Professions } from './matrix.ts';

// The matrix as the CMS of Mon espace santé publishes it (dmp-rules 1.4): JSON:API pages of nodes
// `matrice_professionnel_document`, whose relations are written in place (`jsonapi_include=1`).

const Code = z.union([z.int(), z.string().min(1)]).transform(String);

const Node = z.object({
  field_code_profession: z.object({ field_code_profession: Code }),
  field_type_de_document: z.object({ field_code_loinc: z.string().min(1) }),
  field_consultation_document: z.boolean(),
});

const Page = z.object({
  data: z.array(z.unknown()),
  links: z.object({ next: z.object({ href: z.string().min(1) }).optional() }).optional(),
});

export type ImportProblem =
  /** What was read is no page of the published shape; `at` says where. */
  | { readonly code: 'NOT_THE_PUBLISHED_SHAPE'; readonly at: string }
  /** A page names a next one that was not given: the matrix would lack cells. */
  | { readonly code: 'INCOMPLETE'; readonly next: string }
  | { readonly code: 'EMPTY' };

export interface PublishedImport {
  readonly matrix: Matrix;
  /** Professions that it names and that no row of ours stands for: their cells are left out. */
  readonly unknownProfessions: readonly string[];
  /** Rows that it does not name: they keep the cells that they had, with their provenance. */
  readonly keptRows: readonly string[];
  /** Cells on which the professions of one row differ: the refusal is taken. */
  readonly disagreements: readonly { readonly row: string; readonly type: string }[];
}

/** Address of the page after this one, if there is one; undefined too for what is no page. */
export const nextPage = (page: unknown): string | undefined => Page.safeParse(page).data?.links?.next?.href;

/**
 * Reads the published matrix into one of ours, to be compared cell by cell before it is applied.
 *
 * The staff's row stays closed and the médecin traitant keeps the physician's row: both are rules, not cells
 * (dmp-rules 1.13, CPE rule of the DMP guide).
 *
 * @param lists the pages of each list that was asked for (one a profession), in order, to the last.
 * @param validFrom ISO date from which the published matrix holds.
 */
export function importPublishedMatrix(
  lists: readonly (readonly unknown[])[],
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
): Result<PublishedImport, ImportProblem> {
  const nodes = readNodes(lists);
  if (!nodes.ok) return nodes;

  const rowOf = new Map(professions.professions.map(({ code, row }) => [code, row]));
  const reads = new Map<string, Map<string, boolean>>();
  const unknownProfessions = new Set<string>();
  const disagreements: { row: string; type: string }[] = [];

  for (const node of nodes.value) {
    const profession = node.field_code_profession.field_code_profession;
    const type = node.field_type_de_document.field_code_loinc;
    const row = rowOf.get(profession);
    if (row === undefined) {
      unknownProfessions.add(profession);
      continue;
    }
    const cells = reads.get(row) ?? new Map<string, boolean>();
    reads.set(row, cells);
    const before = cells.get(type);
    if (before !== undefined && before !== node.field_consultation_document)
      disagreements.push({ row, type });
    cells.set(type, (before ?? true) && node.field_consultation_document);
  }

  const physician = reads.get(rowOf.get('10') ?? '');
  if (physician !== undefined) reads.set(TREATING_DOCTOR_ROW, physician);
  reads.delete(STAFF_ROW);

  return ok({
    matrix: {
      version,
      validFrom,
      status: 'published',
      label: 'matrice publiée',
      rows: current.rows,
      cells: mergeCells(current, reads),
    },
    unknownProfessions: [...unknownProfessions],
    keptRows: current.rows.filter((row) => !reads.has(row)),
    disagreements,
  });
}

function readNodes(chains: readonly (readonly unknown[])[]): Result<z.infer<typeof Node>[], ImportProblem> {
  const nodes: z.infer<typeof Node>[] = [];
  for (const [chainIndex, chain] of chains.entries()) {
    let next: string | undefined;
    for (const [pageIndex, page] of chain.entries()) {
      const at = `list ${chainIndex + 1}, page ${pageIndex + 1}`;
      const read = Page.safeParse(page);
      if (!read.success) return err({ code: 'NOT_THE_PUBLISHED_SHAPE', at });
      for (const [position, candidate] of read.data.data.entries()) {
        const node = Node.safeParse(candidate);
        if (!node.success) {
          const field = node.error.issues[0]?.path.join('.') ?? '';
          return err({ code: 'NOT_THE_PUBLISHED_SHAPE', at: `${at}, cell ${position + 1}: ${field}` });
        }
        nodes.push(node.data);
      }
      next = read.data.links?.next?.href;
    }
    if (next !== undefined) return err({ code: 'INCOMPLETE', next });
  }
  return nodes.length === 0 ? err({ code: 'EMPTY' }) : ok(nodes);
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
