import type { Migration } from '../../../store/migrate.ts';

/**
 * What a deposit was answered, under the document's own identifier: whoever repeats it after a lost answer
 * gets the same one, even after the document was changed or deleted (E7 of the wire).
 */
export const receipts: Migration = {
  version: 12,
  name: 'receipts',
  up: (db) => {
    db.exec(`
      CREATE TABLE receipt (
        unique_value TEXT NOT NULL,
        unique_system TEXT NOT NULL,
        record_id INTEGER NOT NULL REFERENCES record (id),
        author TEXT NOT NULL,
        sha256 BLOB NOT NULL,
        entry_id TEXT NOT NULL,
        binary_id TEXT NOT NULL,
        set_uid TEXT NOT NULL,
        superseded TEXT,
        url_at INTEGER NOT NULL,
        sheet BLOB NOT NULL,
        PRIMARY KEY (unique_value, unique_system)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX receipt_record ON receipt (record_id);
    `);
  },
};
