import type { Migration } from '../../../store/migrate.ts';

/** Who practises where, with which card: the directory that every token is judged by. */
export const directory: Migration = {
  version: 1,
  name: 'directory',
  up: (db) => {
    db.exec(`
      CREATE TABLE organization (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        street TEXT NOT NULL,
        postal_code TEXT NOT NULL,
        city TEXT NOT NULL,
        phone TEXT NOT NULL,
        facility_type TEXT NOT NULL,
        practice_setting TEXT NOT NULL
      ) STRICT;
      CREATE TABLE professional (
        id TEXT PRIMARY KEY,
        family TEXT NOT NULL,
        given TEXT NOT NULL,
        title TEXT NOT NULL,
        profession TEXT NOT NULL,
        profession_label TEXT NOT NULL,
        specialty TEXT NOT NULL,
        specialty_label TEXT NOT NULL,
        card_kind TEXT NOT NULL CHECK (card_kind IN ('CPS', 'CPE')),
        card_state TEXT NOT NULL CHECK (card_state IN ('valid', 'revoked', 'expired')),
        card_key TEXT NOT NULL,
        regulator INTEGER NOT NULL,
        organization TEXT NOT NULL REFERENCES organization (id),
        email TEXT
      ) STRICT;
      CREATE INDEX professional_organization ON professional (organization);
    `);
  },
};
