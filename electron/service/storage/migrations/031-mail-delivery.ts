import type { Migration } from '../../../store/migrate.ts';

/**
 * Where each mail stands on its way to the mail server. A row is made with its mail, in the transaction of the
 * act, where a server is configured. Its identifier is fixed then: the same mail has the same Message-ID however
 * often it is sent, so that the receiver keeps one (docs/decisions/0016).
 */
export const mailDelivery: Migration = {
  version: 31,
  name: 'mail delivery',
  up: (db) => {
    db.exec(`
      CREATE TABLE mail_delivery (
        seq INTEGER PRIMARY KEY REFERENCES mail (seq),
        message_id TEXT NOT NULL UNIQUE,
        queued_at INTEGER NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('waiting', 'sent', 'refused')),
        attempts INTEGER NOT NULL,
        next_at INTEGER CHECK ((next_at IS NOT NULL) = (status = 'waiting')),
        last_code TEXT,
        changed_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX mail_delivery_due ON mail_delivery (next_at) WHERE status = 'waiting';
    `);
  },
};
