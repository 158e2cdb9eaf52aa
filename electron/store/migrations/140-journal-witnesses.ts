import type { Migration } from '../migrate.ts';

/**
 * What the service signed of the post's own journal, the last of each day: an export of the journal is held to it
 * by a key that is not the post's.
 */
export const journalWitnesses: Migration = {
  version: 140,
  name: 'journal-witnesses',
  up: (db) => {
    db.exec(`
      CREATE TABLE journal_witness (
        day TEXT PRIMARY KEY,
        size INTEGER NOT NULL CHECK (size >= 0),
        receipt TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX journal_witness_size ON journal_witness (size);
    `);
  },
};
