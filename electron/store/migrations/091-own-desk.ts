import type { Migration } from '../migrate.ts';

/** The desk as its professional left it, and as he likes it: one row each. */
export const ownDesk: Migration = {
  version: 91,
  name: 'own desk',
  up: (db) => {
    db.exec(`
      CREATE TABLE own_desk (
        what TEXT PRIMARY KEY CHECK (what IN ('place', 'preferences')),
        value TEXT NOT NULL,
        kept_at TEXT NOT NULL
      ) STRICT;
    `);
  },
};
