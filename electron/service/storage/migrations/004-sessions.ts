import type { Migration } from '../../../store/migrate.ts';

/**
 * Sessions are durable, and so is their end: a service that was killed must neither forget a revocation, nor
 * a used assertion, nor that a call is over. A token itself is never stored, only its SHA-256.
 */
export const sessions: Migration = {
  version: 4,
  name: 'sessions',
  up: (db) => {
    db.exec(`
      CREATE TABLE session (
        token BLOB PRIMARY KEY,
        parent BLOB,
        professional TEXT REFERENCES professional (id),
        card TEXT CHECK (card IN ('CPS', 'CPE', 'PSC')),
        person_id INTEGER REFERENCES record (id),
        acting_for INTEGER REFERENCES record (id),
        mode TEXT NOT NULL CHECK (mode IN ('NORMAL', 'BTG', 'ETREAT')),
        secret INTEGER NOT NULL,
        bound_to INTEGER REFERENCES record (id),
        claimed TEXT,
        justification TEXT,
        call_id TEXT,
        started_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        CHECK ((professional IS NULL) <> (person_id IS NULL))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX session_expiry ON session (expires_at);
      CREATE INDEX session_parent ON session (parent) WHERE parent IS NOT NULL;
      CREATE TABLE used_assertion (
        issuer TEXT NOT NULL,
        jti TEXT NOT NULL,
        expires_at INTEGER NOT NULL,
        PRIMARY KEY (issuer, jti)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX used_assertion_expiry ON used_assertion (expires_at);
      CREATE TABLE closed_call (
        regulator TEXT NOT NULL REFERENCES professional (id),
        call_id TEXT NOT NULL,
        closed_at INTEGER NOT NULL,
        PRIMARY KEY (regulator, call_id)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
