import type { Migration } from '../../../store/migrate.ts';

/** Openings that posts reported: the same one told twice is written down once. */
export const offlineOpenings: Migration = {
  version: 78,
  name: 'offline openings',
  up: (db) => {
    db.exec(`
      CREATE TABLE offline_opening (
        professional TEXT NOT NULL REFERENCES professional (id),
        id TEXT NOT NULL,
        reported_at INTEGER NOT NULL,
        PRIMARY KEY (professional, id)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
