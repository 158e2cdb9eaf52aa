import type { Migration } from '../../migrate.ts';

/**
 * What is kept of one record, in a database of its own under the patient's key: the view, the sheets of the last
 * list, where the documents that were read lie, and the words by which they are found.
 */
export const keptRecord: Migration = {
  version: 1,
  name: 'kept record',
  up: (db) => {
    db.exec(`
      CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

      CREATE TABLE sheets (
        id INTEGER PRIMARY KEY,
        unique_id TEXT NOT NULL UNIQUE,
        -- Place in the order of the service.
        position INTEGER NOT NULL,
        -- Of what is kept: another one is another document.
        digest TEXT NOT NULL,
        sheet TEXT NOT NULL
      ) STRICT;

      CREATE TABLE documents (
        sheet INTEGER PRIMARY KEY REFERENCES sheets (id) ON DELETE CASCADE,
        -- Key of this document alone: what lies in the segment opens with nothing else.
        key BLOB NOT NULL,
        offset INTEGER NOT NULL,
        length INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        -- Codes, separated by spaces.
        warnings TEXT NOT NULL,
        read_at TEXT NOT NULL
      ) STRICT;

      CREATE VIRTUAL TABLE words USING fts5 (
        title, said, detail = column, tokenize = "unicode61 remove_diacritics 2"
      );
      -- What is deleted leaves the index at once, and not at some later merge.
      INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
    `);
  },
};
