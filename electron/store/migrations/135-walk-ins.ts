import type { Migration } from '../migrate.ts';

/** Patients who come without an appointment: who, and where in the day. Gone with their day. */
export const walkIns: Migration = {
  version: 135,
  name: 'walk-ins',
  up: (db) => {
    db.exec(`
      CREATE TABLE walk_in (
        day TEXT NOT NULL,
        ins_system TEXT NOT NULL,
        ins_value TEXT NOT NULL,
        added_at TEXT NOT NULL,
        place REAL NOT NULL,
        PRIMARY KEY (day, ins_system, ins_value)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
