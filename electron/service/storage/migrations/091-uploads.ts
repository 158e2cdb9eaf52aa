import type { Migration } from '../../../store/migrate.ts';

/**
 * Bodies of writes that arrive in parts. They are in no record: what they ask for is judged once the last part is
 * there, and goes the way of a write that came whole. Bytes of a part count from the commit that holds them.
 */
export const uploads: Migration = {
  version: 91,
  name: 'uploads',
  up: (db) => {
    db.exec(`
      CREATE TABLE upload (
        id TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        key TEXT NOT NULL,
        person TEXT NOT NULL,
        method TEXT NOT NULL,
        url TEXT NOT NULL,
        headers TEXT NOT NULL,
        length INTEGER NOT NULL,
        digest BLOB NOT NULL,
        held INTEGER NOT NULL CHECK (held BETWEEN 0 AND length),
        is_complete INTEGER NOT NULL DEFAULT 0 CHECK (is_complete IN (0, 1)),
        touched INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        UNIQUE (caller, key)
      ) STRICT;
      CREATE INDEX upload_person ON upload (person, touched);
      CREATE INDEX upload_expiry ON upload (expires_at);
      CREATE TABLE upload_part (
        upload_id TEXT NOT NULL REFERENCES upload (id),
        start INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (upload_id, start)
      ) STRICT;
    `);
  },
};
