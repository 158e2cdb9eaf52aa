import type { Migration } from '../../../store/migrate.ts';

/** What was deposited together, by whom and when: a professional asks for them "since I last looked". */
export const submissionSets: Migration = {
  version: 10,
  name: 'submission-sets',
  up: (db) => {
    db.exec(`
      CREATE TABLE submission_set (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record_id INTEGER NOT NULL REFERENCES record (id),
        dated_at INTEGER NOT NULL,
        submitted_at INTEGER NOT NULL,
        stored TEXT NOT NULL
      ) STRICT;
      CREATE INDEX submission_set_record ON submission_set (record_id, dated_at);
    `);
  },
};
