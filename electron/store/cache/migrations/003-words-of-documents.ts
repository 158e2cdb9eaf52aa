import type { Migration } from '../../migrate.ts';

/** Whether a document is found by its words, and of which PDF nobody has read the pages yet. */
export const wordsOfDocuments: Migration = {
  version: 3,
  name: 'words of documents',
  up: (db) => {
    db.exec(`
      ALTER TABLE documents ADD COLUMN words TEXT NOT NULL DEFAULT 'read'
        -- read: in the index. none: it has none, a scan. unread: on pages that nobody has read.
        -- handed: given to a reader, which has not told them.
        CHECK (words IN ('read', 'none', 'unread', 'handed'));
      UPDATE documents SET words = 'unread'
        WHERE media_type = 'application/pdf'
          AND sheet IN (SELECT rowid FROM words WHERE pages = '');
    `);
  },
};
