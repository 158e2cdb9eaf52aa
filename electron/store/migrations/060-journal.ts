import type { Migration } from '../migrate.ts';

/**
 * The post's own journal: what it was asked and what it showed, chained by hashes. `journal_fact` holds its
 * signing key, the name of this store towards the service, and the last signed head of the service's journal.
 */
export const journal: Migration = {
  version: 60,
  name: 'journal',
  up: (db) => {
    db.exec(`
      CREATE TABLE journal (
        seq INTEGER PRIMARY KEY,
        entry TEXT NOT NULL,
        hash BLOB NOT NULL CHECK (length(hash) = 32)
      ) STRICT;
      CREATE TABLE journal_fact (
        name TEXT PRIMARY KEY CHECK (name IN ('key', 'post', 'serviceHead', 'difference')),
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
