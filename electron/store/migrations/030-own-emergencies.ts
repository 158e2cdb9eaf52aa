import type { Migration } from '../migrate.ts';

/**
 * The professional's own emergency accesses, for him to look over: who, when, why, until when. No identifier
 * of the patient and nothing clinical: nothing can be opened or found again with a line of it.
 */
export const ownEmergencies: Migration = {
  version: 30,
  name: 'own emergencies',
  up: (db) => {
    db.exec(`
      CREATE TABLE own_emergencies (
        id TEXT PRIMARY KEY,
        mode TEXT NOT NULL CHECK (mode IN ('BTG', 'ETREAT')),
        family TEXT NOT NULL,
        given TEXT NOT NULL,
        birth_date TEXT NOT NULL CHECK (birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        reason TEXT,
        call_id TEXT,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        ended_because TEXT CHECK (ended_because IN ('asked', 'call', 'time', 'refused', 'left', 'interrupted')),
        reviewed_at TEXT,
        CHECK ((mode = 'BTG') = (reason IS NOT NULL)),
        CHECK ((mode = 'ETREAT') = (call_id IS NOT NULL)),
        CHECK (ended_at IS NULL OR ended_because IS NOT NULL),
        -- What still lasts cannot have been looked over.
        CHECK (reviewed_at IS NULL OR ended_because IS NOT NULL)
      ) STRICT;
      CREATE INDEX own_emergencies_by_start ON own_emergencies (started_at);
    `);
  },
};
