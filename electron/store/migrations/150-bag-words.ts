import type { Migration } from '../migrate.ts';

/** Of each patient who was taken along, how many documents are not found by their words: not yet, or not at all. */
export const bagWords: Migration = {
  version: 150,
  name: 'words of the visit bag',
  up: (db) => {
    db.exec(`
      ALTER TABLE visit_bag_patients ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE visit_bag_patients ADD COLUMN wordless INTEGER NOT NULL DEFAULT 0;
    `);
  },
};
