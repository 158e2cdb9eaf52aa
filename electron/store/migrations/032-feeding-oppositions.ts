import type { Migration } from '../migrate.ts';

/**
 * A patient's opposition to the feeding of his record, for a legitimate reason (CSP R.1111-47). The DMP has no
 * field for it: the reason stays where it was judged. Lifting one keeps it, with the reason for that too.
 */
export const feedingOppositions: Migration = {
  version: 32,
  name: 'feeding oppositions',
  up: (db) => {
    db.exec(`
      CREATE TABLE feeding_oppositions (
        id TEXT PRIMARY KEY,
        ins_system TEXT NOT NULL,
        ins_value TEXT NOT NULL,
        -- SHA-256 of the one file that the patient opposes; NULL: nothing may be deposited.
        sha256 TEXT,
        title TEXT CHECK ((title IS NULL) = (sha256 IS NULL)),
        reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
        recorded_at TEXT NOT NULL,
        lifted_at TEXT,
        lifted_because TEXT,
        CHECK ((lifted_at IS NULL) = (lifted_because IS NULL))
      ) STRICT;
      CREATE INDEX feeding_oppositions_by_patient ON feeding_oppositions (ins_value, ins_system);
    `);
  },
};
