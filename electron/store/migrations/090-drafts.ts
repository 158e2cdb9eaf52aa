import type { Migration } from '../migrate.ts';

/** What its author typed and did not send yet: it outlives a lock, and leaves this store by no other way. */
export const drafts: Migration = {
  version: 90,
  name: 'drafts',
  up: (db) => {
    db.exec(`
      CREATE TABLE drafts (
        kind TEXT NOT NULL,
        about TEXT NOT NULL,
        text TEXT NOT NULL,
        file_name TEXT,
        file_bytes BLOB,
        kept_at TEXT NOT NULL,
        PRIMARY KEY (kind, about),
        CHECK ((file_name IS NULL) = (file_bytes IS NULL))
      ) STRICT;
    `);
  },
};
