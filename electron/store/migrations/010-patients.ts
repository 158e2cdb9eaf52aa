import type { Migration } from '../migrate.ts';

/**
 * The practice's own patients, and the indexes that find them by words of their names.
 *
 * Words are numbered once for each part they play in a name (`name_words`); the other indexes hold numbers only, so that a million patients
 * stay small and one seek answers "who is called both this and that" (`name_pairs`, in both orders) or "who
 * is called this and was born then" (`name_births`). Both are clustered on their key: reading a range of
 * them touches nothing else. They carry no foreign keys, which would need one more index of their size;
 * `store/name-index.ts` is the only writer and keeps them in the transaction of the patient.
 */
export const patients: Migration = {
  version: 10,
  name: 'patients',
  up(db) {
    db.exec(`
      CREATE TABLE patients (
        id INTEGER PRIMARY KEY,
        ins_system TEXT NOT NULL,
        ins_value TEXT NOT NULL,
        birth_family_name TEXT NOT NULL,
        used_family_name TEXT,
        given_names TEXT NOT NULL CHECK (json_type(given_names) = 'array'),
        birth_date TEXT NOT NULL CHECK (length(birth_date) = 10),
        gender TEXT NOT NULL CHECK (gender IN ('female', 'male', 'unknown')),
        birth_place_code TEXT,
        birth_place_label TEXT,
        qualified INTEGER NOT NULL CHECK (qualified IN (0, 1)),
        last_seen_at TEXT,
        UNIQUE (ins_value, ins_system)
      ) STRICT;
      CREATE INDEX patients_by_birth_date ON patients (birth_date);
      CREATE INDEX patients_by_birthday ON patients (substr(birth_date, 6));
      CREATE INDEX patients_by_last_seen ON patients (last_seen_at) WHERE last_seen_at IS NOT NULL;

      CREATE TABLE patient_list (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        revision INTEGER NOT NULL
      ) STRICT;
      INSERT INTO patient_list VALUES (1, 0);

      -- AUTOINCREMENT: a number is never given twice, so "words after number n" are the new ones.
      CREATE TABLE name_words (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        word TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('family', 'given')),
        -- 1: a whole family name or a first given name; 0: a part of one, or a further given name.
        is_main INTEGER NOT NULL CHECK (is_main IN (0, 1)),
        sound TEXT NOT NULL,
        patients INTEGER NOT NULL,
        UNIQUE (word, role, is_main)
      ) STRICT;
      CREATE INDEX name_words_by_sound ON name_words (sound);

      CREATE TABLE name_pairs (
        word INTEGER NOT NULL,
        other INTEGER NOT NULL,
        patient INTEGER NOT NULL,
        PRIMARY KEY (word, other, patient)
      ) STRICT, WITHOUT ROWID;

      -- born: YYYYMMDD.
      CREATE TABLE name_births (
        word INTEGER NOT NULL,
        born INTEGER NOT NULL,
        patient INTEGER NOT NULL,
        PRIMARY KEY (word, born, patient)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
