import { cellsOf, type Cell, type Matrix } from './matrix.ts';

export type CellChange =
  | { readonly kind: 'opened'; readonly before: Cell; readonly after: Cell }
  | { readonly kind: 'closed'; readonly before: Cell; readonly after: Cell }
  /** The same right from another source. */
  | { readonly kind: 'resourced'; readonly before: Cell; readonly after: Cell }
  | { readonly kind: 'added'; readonly after: Cell }
  /** No cell any more: the right becomes the most restrictive of the class (docs/rules.md 2, step 6). */
  | { readonly kind: 'removed'; readonly before: Cell };

/** What differs between two matrices, cell by cell, in the order of `after`, then what it no longer has. */
export function compareMatrices(before: Matrix, after: Matrix): readonly CellChange[] {
  const old = new Map([...cellsOf(before)].map((cell) => [keyOf(cell), cell]));
  const changes: CellChange[] = [];
  for (const cell of cellsOf(after)) {
    const was = old.get(keyOf(cell));
    old.delete(keyOf(cell));
    if (was === undefined) changes.push({ kind: 'added', after: cell });
    else if (was.reads !== cell.reads)
      changes.push({ kind: cell.reads ? 'opened' : 'closed', before: was, after: cell });
    else if (was.provenance !== cell.provenance)
      changes.push({ kind: 'resourced', before: was, after: cell });
  }
  for (const was of old.values()) changes.push({ kind: 'removed', before: was });
  return changes;
}

const keyOf = ({ row, type }: Cell): string => JSON.stringify([row, type]);
