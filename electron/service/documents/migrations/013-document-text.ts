import type { Migration } from '../../../store/migrate.ts';

/**
 * Words of the documents. The index keeps no text of its own, only where words stand; each entry carries its
 * record as a word, so that a search never leaves the record that it was permitted on.
 */
export const documentText: Migration = {
  version: 13,
  name: 'document-text',
  up: (db) => {
    db.exec(`
      CREATE VIRTUAL TABLE document_text USING fts5 (
        record, words,
        content = '', contentless_delete = 1, detail = column,
        tokenize = "unicode61 remove_diacritics 2"
      );
    `);
  },
};
