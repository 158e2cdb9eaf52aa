import type { Migration } from '../migrate.ts';

/**
 * What was shown on this post without the service: written down before it is shown, and reported to the service when
 * it answers again.
 */
export const offlineOpenings: Migration = {
  version: 81,
  name: 'offline openings',
  up: (db) => {
    db.exec(`
      CREATE TABLE offline_openings (
        id TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        act TEXT NOT NULL CHECK (act IN ('list', 'read')),
        -- From what the post keeps of records in use, or from a bag for home visits.
        source TEXT NOT NULL CHECK (source IN ('cache', 'bag')),
        ins_system TEXT NOT NULL,
        ins_value TEXT NOT NULL,
        unique_id TEXT CHECK ((unique_id IS NOT NULL) = (act = 'read')),
        reported_at TEXT
      ) STRICT;
      CREATE INDEX offline_openings_to_report ON offline_openings (at) WHERE reported_at IS NULL;
    `);
  },
};
