import type { Migration } from '../../../store/migrate.ts';

/**
 * One row a person known by the national identity, whether a record exists (ACTIVE), existed (CLOSED) or was
 * opposed (NONEXISTENT). `uid` is the logical identifier on the wire; `id` never leaves the store.
 */
export const records: Migration = {
  version: 2,
  name: 'records',
  up: (db) => {
    db.exec(`
      CREATE TABLE record (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        system TEXT NOT NULL,
        ins TEXT NOT NULL,
        family TEXT NOT NULL,
        used TEXT,
        given TEXT NOT NULL,
        birth_date TEXT NOT NULL,
        gender TEXT NOT NULL,
        birth_place_code TEXT NOT NULL,
        birth_place_label TEXT NOT NULL,
        phone TEXT NOT NULL,
        email TEXT,
        family_key TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('NONEXISTENT', 'ACTIVE', 'CLOSED')),
        closed_at INTEGER,
        closed_because TEXT,
        erased_at INTEGER,
        opposable_until INTEGER,
        activated_at INTEGER,
        card_serial TEXT NOT NULL,
        password TEXT,
        UNIQUE (system, ins)
      ) STRICT;
      CREATE INDEX record_traits ON record (birth_date, family_key);
      CREATE INDEX record_ins ON record (ins);
      CREATE TABLE kin (
        record_id INTEGER NOT NULL REFERENCES record (id),
        person_id INTEGER NOT NULL REFERENCES record (id),
        role TEXT NOT NULL CHECK (role IN ('representative', 'carer')),
        PRIMARY KEY (record_id, person_id, role)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE first_access (
        record_id INTEGER NOT NULL REFERENCES record (id),
        professional TEXT NOT NULL REFERENCES professional (id),
        at INTEGER NOT NULL,
        PRIMARY KEY (record_id, professional)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE activation (
        record_id INTEGER PRIMARY KEY REFERENCES record (id),
        code TEXT NOT NULL,
        until INTEGER NOT NULL,
        tries_left INTEGER NOT NULL
      ) STRICT;
    `);
  },
};
