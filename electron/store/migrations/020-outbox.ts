import type { Migration } from '../migrate.ts';

/**
 * Deposits on their way to the national service. The request is kept as the bytes that will be sent, so that
 * sending again repeats the first time to the letter; it is dropped with the receipt.
 */
export const outbox: Migration = {
  version: 20,
  name: 'outbox',
  up: (db) => {
    db.exec(`
      CREATE TABLE outbox (
        draft_id TEXT PRIMARY KEY,
        author_id TEXT NOT NULL,
        ins_system TEXT NOT NULL,
        ins_value TEXT NOT NULL,
        title TEXT NOT NULL,
        unique_id TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL,
        stored_at TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('waiting', 'deposited', 'refused')),
        request BLOB,
        received_at TEXT,
        refusal TEXT,
        CHECK ((status = 'waiting') = (request IS NOT NULL)),
        CHECK ((status = 'deposited') = (received_at IS NOT NULL)),
        CHECK ((status = 'refused') = (refusal IS NOT NULL))
      ) STRICT;
      CREATE INDEX outbox_by_status ON outbox (status, stored_at);
    `);
  },
};
