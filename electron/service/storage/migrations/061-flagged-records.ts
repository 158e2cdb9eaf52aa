import type { Migration } from '../../../store/migrate.ts';

/** Records that the review watches: a person in the public eye, a colleague. No rule of access looks at it. */
export const flaggedRecords: Migration = {
  version: 61,
  name: 'flagged records',
  up: (db) => {
    db.exec(`
      CREATE TABLE flagged_record (
        record_id INTEGER PRIMARY KEY REFERENCES record (id)
      ) STRICT;
    `);
  },
};
