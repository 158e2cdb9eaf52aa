import type { Migration } from '../migrate.ts';

/** How often the store was opened: the keychain remembers it too, and so knows an older copy put back. */
export const openings: Migration = {
  version: 70,
  name: 'openings',
  up: (db) => {
    db.exec(`
      CREATE TABLE openings (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        count INTEGER NOT NULL CHECK (count >= 0)
      ) STRICT;
      INSERT INTO openings (one, count) VALUES (1, 0);
    `);
  },
};
