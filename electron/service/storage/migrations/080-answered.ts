import type { Migration } from '../../../store/migrate.ts';

/**
 * What a write that named itself (`Idempotency-Key`) was answered: whoever repeats it after a lost answer gets
 * the same one, and nothing happens twice. It goes with the record that it is about.
 */
export const answered: Migration = {
  version: 80,
  name: 'answered',
  up: (db) => {
    db.exec(`
      CREATE TABLE answered (
        caller TEXT NOT NULL,
        key TEXT NOT NULL,
        fingerprint BLOB NOT NULL,
        record_id INTEGER REFERENCES record (id),
        at INTEGER NOT NULL,
        status INTEGER NOT NULL,
        headers TEXT NOT NULL,
        body BLOB,
        PRIMARY KEY (caller, key)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX answered_record ON answered (record_id);
    `);
  },
};
