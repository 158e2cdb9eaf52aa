import type { Migration } from '../../../store/migrate.ts';

/**
 * What the clock of an announcement has already caused (CSP R.1111-53), once for all versions of a document: the
 * row stands in the transaction of the mails, so that neither is there without the other.
 */
export const announcementSteps: Migration = {
  version: 50,
  name: 'announcement steps',
  up: (db) => {
    db.exec(`
      CREATE TABLE announcement_step (
        logical_value TEXT NOT NULL,
        logical_system TEXT NOT NULL,
        step TEXT NOT NULL CHECK (step IN ('reminder', 'visible')),
        at INTEGER NOT NULL,
        PRIMARY KEY (logical_value, logical_system, step)
      ) STRICT, WITHOUT ROWID;
      -- The few that are hidden from their patients, among all documents of all records.
      CREATE INDEX document_hidden ON document (first_deposited_at)
        WHERE instr(confidentiality, 'INVISIBLE_PATIENT') > 0;
    `);
  },
};
