import type { Migration } from '../migrate.ts';

/** A section of a record can be shown without the service as a document can, and is written down as one. */
export const offlineSections: Migration = {
  version: 130,
  name: 'offline sections',
  up: (db) => {
    db.exec(`
      CREATE TABLE openings_with_sections (
        id TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        act TEXT NOT NULL CHECK (act IN ('list', 'read', 'section')),
        -- From what the post keeps of records in use, or from a bag for home visits.
        source TEXT NOT NULL CHECK (source IN ('cache', 'bag')),
        ins_system TEXT NOT NULL,
        ins_value TEXT NOT NULL,
        unique_id TEXT CHECK ((unique_id IS NOT NULL) = (act = 'read')),
        section TEXT CHECK ((section IS NOT NULL) = (act = 'section')),
        reported_at TEXT
      ) STRICT;
      INSERT INTO openings_with_sections
        SELECT id, at, act, source, ins_system, ins_value, unique_id, NULL, reported_at FROM offline_openings;
      DROP TABLE offline_openings;
      ALTER TABLE openings_with_sections RENAME TO offline_openings;
      CREATE INDEX offline_openings_to_report ON offline_openings (at) WHERE reported_at IS NULL;
    `);
  },
};
