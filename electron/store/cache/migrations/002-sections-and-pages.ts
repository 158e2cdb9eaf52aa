import type { Migration } from '../../migrate.ts';

/** The sections of a record beside its documents, and the words that the viewer read off the pages of a PDF. */
export const sectionsAndPages: Migration = {
  version: 2,
  name: 'sections and pages',
  up: (db) => {
    db.exec(`
      -- As the service gave them, JSON.
      CREATE TABLE sections (place TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT;

      CREATE VIRTUAL TABLE more_words USING fts5 (
        title, said, pages, detail = column, tokenize = "unicode61 remove_diacritics 2"
      );
      INSERT INTO more_words (rowid, title, said, pages) SELECT rowid, title, said, '' FROM words;
      DROP TABLE words;
      ALTER TABLE more_words RENAME TO words;
      INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
    `);
  },
};
