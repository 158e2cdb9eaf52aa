import type { Migration } from '../migrate.ts';

/**
 * The author's own documents that their patient does not see until they are announced (CSP R.1111-53). They
 * stand here from the receipt on, so that the list of what is to be announced does not hang on a right to read.
 */
export const announcements: Migration = {
  version: 31,
  name: 'announcements',
  up: (db) => {
    db.exec(`
      CREATE TABLE announcements (
        unique_id TEXT PRIMARY KEY,
        -- Identity of the patient as the bridge carries it, JSON.
        patient TEXT NOT NULL CHECK (json_valid(patient)),
        title TEXT NOT NULL,
        -- Codes of the last known version, separated by spaces.
        confidentiality TEXT NOT NULL,
        version INTEGER NOT NULL,
        -- Deposit of the first version of what it replaces: its clock goes on.
        clock_from TEXT,
        -- From when its own clock runs; NULL until the receipt.
        deposited_at TEXT,
        -- NULL while it is hidden; else when it was shown, or was found to be gone.
        ended_at TEXT,
        checked_at TEXT
      ) STRICT;
    `);
  },
};
