import type { Migration } from '../../../store/migrate.ts';

/**
 * Signed heads: the journal's own at every so many entries, so that the way from any entry to one is short; and
 * the last one that each post told of its own journal.
 */
export const signedHeads: Migration = {
  version: 33,
  name: 'signed heads',
  up: (db) => {
    db.exec(`
      CREATE TABLE checkpoint (
        seq INTEGER PRIMARY KEY REFERENCES trace (seq),
        signature TEXT NOT NULL
      ) STRICT;
      CREATE TABLE post_head (
        professional TEXT NOT NULL REFERENCES professional (id),
        post TEXT NOT NULL,
        size INTEGER NOT NULL,
        key TEXT NOT NULL,
        signature TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (professional, post)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
