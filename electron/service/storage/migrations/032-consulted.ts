import type { Migration } from '../../../store/migrate.ts';

/**
 * Which records each sign-in has consulted, so that one stolen session is worth a bounded number of patients.
 * Durable, since a service that was killed must not forgive; the sessions of before count as signed in when
 * they began.
 */
export const consulted: Migration = {
  version: 32,
  name: 'consulted',
  up: (db) => {
    db.exec(`
      ALTER TABLE session ADD COLUMN signed_in_at INTEGER NOT NULL DEFAULT 0;
      UPDATE session SET signed_in_at = started_at;
      CREATE TABLE consulted (
        professional TEXT NOT NULL REFERENCES professional (id),
        signed_in_at INTEGER NOT NULL,
        record_id INTEGER NOT NULL REFERENCES record (id),
        PRIMARY KEY (professional, signed_in_at, record_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX consulted_age ON consulted (signed_in_at);
    `);
  },
};
