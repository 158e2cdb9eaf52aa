import type { Migration } from '../migrate.ts';

/**
 * The bag for the home visits of a day: its key, and in it the key of each patient who was taken along. What the keys
 * open lies in files of its own; with these rows nobody can read them any more.
 */
export const visitBags: Migration = {
  version: 82,
  name: 'visit bags',
  up: (db) => {
    db.exec(`
      CREATE TABLE visit_bag (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        sealed_at INTEGER NOT NULL,
        -- Midnight where the post is, milliseconds since the epoch.
        ends_at INTEGER NOT NULL,
        sealed_key BLOB NOT NULL,
        -- Place of practice of who took it along, JSON: the post opens with it where nobody can be asked.
        place TEXT NOT NULL CHECK (json_valid(place))
      ) STRICT;
      CREATE TABLE visit_bag_patients (
        ins_system TEXT NOT NULL,
        ins_value TEXT NOT NULL,
        bag INTEGER NOT NULL DEFAULT 1 REFERENCES visit_bag (one) ON DELETE CASCADE,
        file TEXT NOT NULL UNIQUE,
        sealed_key BLOB NOT NULL,
        -- Identity of the patient as the bridge carries it, JSON.
        patient TEXT NOT NULL CHECK (json_valid(patient)),
        documents INTEGER NOT NULL,
        taken_at INTEGER NOT NULL,
        PRIMARY KEY (ins_value, ins_system)
      ) STRICT;
    `);
  },
};
