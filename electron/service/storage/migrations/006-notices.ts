import type { Migration } from '../../../store/migrate.ts';

/**
 * Mails stand here before the act that causes them is acknowledged; the files of the mail folder are made
 * from them. A notice without an address is kept for its reader and never sent (docs/rules.md 7).
 */
export const notices: Migration = {
  version: 6,
  name: 'notices',
  up: (db) => {
    db.exec(`
      CREATE TABLE mail (
        seq INTEGER PRIMARY KEY,
        address TEXT NOT NULL,
        subject TEXT NOT NULL,
        text TEXT NOT NULL,
        notice TEXT NOT NULL,
        ins TEXT NOT NULL
      ) STRICT;
      CREATE TABLE kept_notice (
        id INTEGER PRIMARY KEY,
        record_id INTEGER NOT NULL REFERENCES record (id),
        notice TEXT NOT NULL,
        at INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE service_fact (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
