import type { Migration } from '../../../store/migrate.ts';

/**
 * What those who take part in an entry did with it: who read which message, when somebody wants to be reminded of
 * which appointment; and the services of the catalogue that a patient linked, with what he let each exchange.
 */
export const takingPart: Migration = {
  version: 90,
  name: 'taking part',
  up: (db) => {
    db.exec(`
      CREATE TABLE section_read (
        section_id INTEGER NOT NULL REFERENCES section (id),
        reader TEXT NOT NULL,
        side TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (section_id, reader)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE reminder (
        section_id INTEGER NOT NULL REFERENCES section (id),
        minutes_before INTEGER NOT NULL,
        told_at INTEGER,
        PRIMARY KEY (section_id, minutes_before)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE service_link (
        record_id INTEGER NOT NULL REFERENCES record (id),
        service TEXT NOT NULL,
        exchanges TEXT NOT NULL,
        shown INTEGER NOT NULL,
        since INTEGER NOT NULL,
        PRIMARY KEY (record_id, service)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
