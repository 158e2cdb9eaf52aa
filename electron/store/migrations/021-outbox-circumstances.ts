import type { Migration } from '../migrate.ts';

/**
 * In what circumstances a deposit is made: for whom a secretary makes it, whether it leaves in a minor's secret
 * session only, and what it takes the place of.
 */
export const outboxCircumstances: Migration = {
  version: 21,
  name: 'outbox circumstances',
  up: (db) => {
    db.exec(`
      ALTER TABLE outbox ADD COLUMN on_behalf_of TEXT;
      ALTER TABLE outbox ADD COLUMN on_behalf_of_name TEXT
        CHECK ((on_behalf_of IS NULL) = (on_behalf_of_name IS NULL));
      ALTER TABLE outbox ADD COLUMN secret INTEGER NOT NULL DEFAULT 0 CHECK (secret IN (0, 1));
      ALTER TABLE outbox ADD COLUMN replaces TEXT;
    `);
  },
};
