import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

export interface MatrixRow {
  readonly id: number;
  readonly version: string;
  /** ISO day. */
  readonly valid_from: string;
  readonly imported_at: Instant;
  /** JSON of the matrix, of what it changed, of what its import found. */
  readonly matrix: string;
  readonly changes: string;
  readonly remarks: string;
  readonly withdrawn_at: Instant | null;
}

/** The imported versions of the matrix. */
export interface MatrixStore {
  /** In the order in which they were imported. */
  all(): readonly MatrixRow[];
  add(row: Omit<MatrixRow, 'id' | 'withdrawn_at'>): number;
  withdraw(id: number, at: Instant): void;
}

export function matrixStore(db: WritableDatabase): MatrixStore {
  const all = db.prepare<[], MatrixRow>('SELECT * FROM matrix_version ORDER BY id');
  const add = db.prepare<Omit<MatrixRow, 'id' | 'withdrawn_at'>>(
    `INSERT INTO matrix_version (version, valid_from, imported_at, matrix, changes, remarks)
     VALUES (@version, @valid_from, @imported_at, @matrix, @changes, @remarks)`,
  );
  const withdraw = db.prepare('UPDATE matrix_version SET withdrawn_at = ? WHERE id = ?');
  return {
    all: () => all.all(),
    add: (row) => Number(add.run(row).lastInsertRowid),
    withdraw: (id, at) => void withdraw.run(at, id),
  };
}
