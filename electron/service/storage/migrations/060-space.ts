import type { Migration } from '../../../store/migrate.ts';

/**
 * What the patient's space keeps: when the creation of a record was opposed, which mails are not wanted, the
 * notices themselves (a mail may be lost, or not wanted), accesses that were reported, and the bare proof that a
 * record was erased. Whoever had no record until now had opposed it.
 */
export const space: Migration = {
  version: 60,
  name: 'space',
  up: (db) => {
    db.exec(`
      ALTER TABLE record ADD COLUMN opposed_at INTEGER;
      ALTER TABLE record ADD COLUMN muted TEXT NOT NULL DEFAULT '';
      UPDATE record SET opposed_at = 0 WHERE status = 'NONEXISTENT';
      CREATE INDEX record_opposable ON record (opposable_until) WHERE opposable_until IS NOT NULL;
      CREATE INDEX record_archived ON record (closed_at) WHERE closed_at IS NOT NULL AND erased_at IS NULL;
      CREATE TABLE notice (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record_id INTEGER NOT NULL REFERENCES record (id),
        notice TEXT NOT NULL,
        subject TEXT NOT NULL,
        text TEXT NOT NULL,
        at INTEGER NOT NULL,
        minor_only INTEGER NOT NULL,
        read_at INTEGER
      ) STRICT;
      CREATE INDEX notice_record ON notice (record_id, id);
      CREATE TABLE access_report (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record_id INTEGER NOT NULL REFERENCES record (id),
        person_id INTEGER NOT NULL REFERENCES record (id),
        trace_seq INTEGER NOT NULL REFERENCES trace (seq),
        text TEXT NOT NULL,
        at INTEGER NOT NULL,
        UNIQUE (person_id, trace_seq)
      ) STRICT;
      CREATE INDEX access_report_record ON access_report (record_id, id);
      CREATE TABLE erasure (
        id INTEGER PRIMARY KEY,
        record_id INTEGER NOT NULL REFERENCES record (id),
        at INTEGER NOT NULL,
        because TEXT NOT NULL CHECK (because IN ('asked', 'archive', 'opposed')),
        documents INTEGER NOT NULL
      ) STRICT;
    `);
  },
};
