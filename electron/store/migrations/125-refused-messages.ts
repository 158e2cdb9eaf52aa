import type { Migration } from '../migrate.ts';

/** The words of messages that the service refused, until their writer takes them up again or gives them up. */
export const refusedMessages: Migration = {
  version: 125,
  name: 'refused messages',
  up: (db) => {
    db.exec(`
      CREATE TABLE refused_message (
        act_id TEXT PRIMARY KEY REFERENCES act (act_id) ON DELETE CASCADE,
        body BLOB NOT NULL
      ) STRICT;
    `);
  },
};
