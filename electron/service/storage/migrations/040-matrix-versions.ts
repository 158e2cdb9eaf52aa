import type { Migration } from '../../../store/migrate.ts';

/**
 * The matrices that were imported (docs/rules.md 9). A version is never changed and never erased: what was
 * decided by it stays explicable. The one that comes with the product is no row.
 */
export const matrixVersions: Migration = {
  version: 40,
  name: 'versions of the matrix',
  up: (db) => {
    db.exec(`
      CREATE TABLE matrix_version (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        version TEXT NOT NULL,
        valid_from TEXT NOT NULL,
        imported_at INTEGER NOT NULL,
        matrix TEXT NOT NULL,
        changes TEXT NOT NULL,
        remarks TEXT NOT NULL,
        withdrawn_at INTEGER
      ) STRICT;
    `);
  },
};
