import type { Migration } from '../migrate.ts';

/** What a secretary booked: she moves or cancels it, and the service shows her none of it again. Gone once over. */
export const bookedAppointments: Migration = {
  version: 145,
  name: 'booked appointments',
  up: (db) => {
    db.exec(`
      CREATE TABLE booked_appointment (
        id TEXT PRIMARY KEY,
        ins_system TEXT NOT NULL,
        ins_value TEXT NOT NULL,
        for_id TEXT NOT NULL,
        ends_at TEXT NOT NULL,
        appointment TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
