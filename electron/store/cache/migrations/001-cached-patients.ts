import type { Migration } from '../../migrate.ts';

/**
 * Whose records the post keeps for a while, and the key of each. Everything else of a patient lies in files of his
 * own, encrypted by that key: with its row nothing of him can be read any more.
 */
export const cachedPatients: Migration = {
  version: 1,
  name: 'cached patients',
  up: (db) => {
    db.exec(`
      CREATE TABLE cached_patients (
        id INTEGER PRIMARY KEY,
        ins_system TEXT NOT NULL,
        ins_value TEXT NOT NULL,
        -- Name of his files, without their endings; says nothing of him.
        file TEXT NOT NULL UNIQUE,
        -- His key, sealed under the key of the cache.
        sealed_key BLOB NOT NULL,
        -- Milliseconds since the epoch.
        lease_until INTEGER NOT NULL,
        used_at INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        bytes INTEGER NOT NULL DEFAULT 0,
        UNIQUE (ins_value, ins_system)
      ) STRICT;
    `);
  },
};
