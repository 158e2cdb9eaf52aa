import type { Instant } from '../../../shared/access/vocabulary.ts';
import { cellsOf, PROVENANCES, type Matrix } from '../../../shared/habilitation/matrix.ts';
import {
  ImportRemarks,
  MatrixVersion,
  startOfDay,
  type MatrixVersion as Version,
} from '../../../shared/habilitation/versions.ts';
import { iso } from '../clock.ts';
import type { KeptMatrix, Matrices } from './matrices.ts';

/** Every version, the one that comes with the product first, then as they were imported. */
export function versionsAt(matrices: Matrices, now: Instant): readonly Version[] {
  const current = matrices.inForce(now).id;
  return matrices.all().map((kept) => versionOf(kept, current, now));
}

/** What is told of one version. */
export function versionOf(kept: KeptMatrix, current: string, now: Instant): Version {
  const { row, policy } = kept;
  const { matrix } = policy.habilitation;
  return {
    id: kept.id,
    version: matrix.version,
    label: matrix.label,
    status: matrix.status,
    validFrom: matrix.validFrom,
    state: stateOf(kept, current, now),
    importedAt: row === null ? null : iso(row.imported_at),
    withdrawnAt: row === null || row.withdrawn_at === null ? null : iso(row.withdrawn_at),
    cells: countCells(matrix),
    changes: row === null ? null : Changes.parse(JSON.parse(row.changes)),
    remarks: row === null ? null : ImportRemarks.parse(JSON.parse(row.remarks)),
  };
}

const Changes = MatrixVersion.shape.changes;

function stateOf({ id, row, policy }: KeptMatrix, current: string, now: Instant): Version['state'] {
  if (row !== null && row.withdrawn_at !== null) return 'withdrawn';
  if (id === current) return 'inForce';
  return row !== null && startOfDay(policy.habilitation.matrix.validFrom) > now ? 'pending' : 'past';
}

function countCells(matrix: Matrix): Version['cells'] {
  const cells = [...cellsOf(matrix)];
  const from = (provenance: string): number => cells.filter((cell) => cell.provenance === provenance).length;
  const [official, secondary, inferred, assumed] = PROVENANCES.map(from);
  return {
    official: official ?? 0,
    secondary: secondary ?? 0,
    inferred: inferred ?? 0,
    assumed: assumed ?? 0,
  };
}
