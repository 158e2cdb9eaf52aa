import type { Migration } from '../../../store/migrate.ts';

/**
 * Every right over a record in the one shape that the interface has for them: authorisations, blocks,
 * emergency switches, sharing, médecins traitants, the default for documents to come. An ended one stays, as
 * proof of what was declared. `actor_system` tells a professional from an organisation; `code` the switch or
 * the section that is shared.
 */
export const consents: Migration = {
  version: 3,
  name: 'consents',
  up: (db) => {
    db.exec(`
      CREATE TABLE consent (
        id TEXT PRIMARY KEY,
        record_id INTEGER NOT NULL REFERENCES record (id),
        category TEXT NOT NULL CHECK (category IN
          ('authorisation', 'block', 'switch', 'sharing', 'treating-doctor', 'masking-default')),
        actor_system TEXT NOT NULL DEFAULT '',
        actor TEXT NOT NULL DEFAULT '',
        code TEXT NOT NULL DEFAULT '',
        permit INTEGER NOT NULL,
        basis TEXT,
        form TEXT,
        since INTEGER NOT NULL,
        until INTEGER,
        declared INTEGER NOT NULL,
        ended_at INTEGER
      ) STRICT;
      CREATE UNIQUE INDEX consent_standing
        ON consent (record_id, category, actor_system, actor, code) WHERE ended_at IS NULL;
      CREATE INDEX consent_actor ON consent (actor, since) WHERE ended_at IS NULL;
    `);
  },
};
