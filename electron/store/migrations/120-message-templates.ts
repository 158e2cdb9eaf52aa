import type { Migration } from '../migrate.ts';

/** Messages that a professional writes often, in his own words and in his own store. */
export const messageTemplates: Migration = {
  version: 120,
  name: 'message templates',
  up: (db) => {
    db.exec(`
      CREATE TABLE message_template (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        text TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
