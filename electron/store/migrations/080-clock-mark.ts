import type { Migration } from '../migrate.ts';

/**
 * How late it was when the post last knew: what lies on it without the service is judged by a time that does not
 * go back with this machine's clock.
 */
export const clockMark: Migration = {
  version: 80,
  name: 'clock mark',
  up: (db) => {
    db.exec(`
      CREATE TABLE clock_mark (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        -- Milliseconds since the epoch, by the service's clock.
        at INTEGER NOT NULL,
        -- How far that clock was ahead of this machine's.
        offset_ms INTEGER NOT NULL
      ) STRICT;
    `);
  },
};
