import type { Migration } from '../migrate.ts';

/** Where the professional practised last: it is proposed first the next time. */
export const lastPlace: Migration = {
  version: 71,
  name: 'last-place',
  up: (db) => {
    db.exec(`
      CREATE TABLE last_place (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        place_id TEXT NOT NULL
      ) STRICT;
    `);
  },
};
