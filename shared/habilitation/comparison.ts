import { cellRight, type CellRight } from './cell.ts';
import type { Habilitation } from './habilitation.ts';

/** One cell that is not the same any more. */
export interface CellDifference {
  /** `resourced`: the same right from another source. */
  readonly kind: 'opened' | 'closed' | 'resourced';
  readonly before: CellRight;
  readonly after: CellRight;
}

/**
 * What changes from one matrix to another, type by type: the rights as they are applied, so that a cell that
 * goes is told by what takes its place (the most restrictive of its class), and a type whose class closes is
 * told too.
 */
export function compareHabilitations(before: Habilitation, after: Habilitation): readonly CellDifference[] {
  const classes = new Map(after.types.map(({ code, class: documentClass }) => [code, documentClass]));
  const types = new Set([
    ...Object.keys(after.matrix.cells),
    ...Object.keys(before.matrix.cells),
    ...classes.keys(),
  ]);
  const differences: CellDifference[] = [];
  for (const type of types) {
    const documentClass = classes.get(type) ?? '';
    for (const row of after.rows) {
      const old = before.rows.find(({ code }) => code === row.code);
      if (old === undefined) continue;
      const was = cellRight(before, old, type, documentClass);
      const is = cellRight(after, row, type, documentClass);
      if (was.reads !== is.reads)
        differences.push({ kind: is.reads ? 'opened' : 'closed', before: was, after: is });
      else if (was.provenance !== is.provenance)
        differences.push({ kind: 'resourced', before: was, after: is });
    }
  }
  return differences;
}
