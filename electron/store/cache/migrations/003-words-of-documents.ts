import type { Migration } from '../../migrate.ts';

/** Whether a document is found by its words, and of which PDF nobody has read the pages yet. */
export const wordsOfDocuments: Migration = {
  version: 3,
  name: 'words of documents',
  up: (db) => {
    db.exec(`
      ALTER TABLE documents ADD COLUMN words TEXT NOT NULL DEFAULT 'read'
        -- read: in the index. none: it has none, a scan. unread: on pages that nobody has read.
        -- begun: given to a reader, which has not told them. lost: it could not, or did not a second time.
        CHECK (words IN ('read', 'none', 'unread', 'begun', 'lost'));
      UPDATE documents SET words = 'unread'
        WHERE media_type = 'application/pdf'
          AND sheet IN (SELECT rowid FROM words WHERE pages = '');
    `);
  },
};
