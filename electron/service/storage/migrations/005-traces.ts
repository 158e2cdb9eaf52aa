import type { Migration } from '../../../store/migrate.ts';

/**
 * The journal: `entry` is exactly what was hashed, `hash` chains it to the one before. The other columns
 * repeat what the readers' views are searched by; they prove nothing.
 */
export const traces: Migration = {
  version: 5,
  name: 'traces',
  up: (db) => {
    db.exec(`
      CREATE TABLE trace (
        seq INTEGER PRIMARY KEY,
        record_id INTEGER REFERENCES record (id),
        agent TEXT,
        entry TEXT NOT NULL,
        hash BLOB NOT NULL
      ) STRICT;
      CREATE INDEX trace_record ON trace (record_id, seq) WHERE record_id IS NOT NULL;
    `);
  },
};
