import { rowReads, type Habilitation, type Row } from './habilitation.ts';
import { provenanceIn, type Provenance } from './matrix.ts';

/** What the matrix says of one row and one type, and how surely. */
export interface CellRight {
  readonly row: string;
  readonly type: string;
  readonly reads: boolean;
  /** Where the cell comes from; null: there is none, and the right is the most restrictive of its class. */
  readonly provenance: Provenance | null;
}

/** The right of a row on a type as the rules read it, with where it comes from. */
export const cellRight = (
  { matrix }: Habilitation,
  row: Row,
  type: string,
  documentClass: string,
): CellRight => ({
  row: row.code,
  type,
  reads: rowReads(row, type, () => documentClass),
  provenance: provenanceIn(matrix, row.code, type) ?? null,
});
