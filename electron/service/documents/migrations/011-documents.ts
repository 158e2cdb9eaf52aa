import type { Migration } from '../../../store/migrate.ts';

/**
 * One row a document: what the rules look at, what searches look at (`facets`, JSON), and the sheet as it is
 * answered (`sheet`, JSON text; the address of the service goes in at byte `url_at`). `entry_id` is its id on
 * the wire and changes with every change; `id` never leaves the store. The bytes stand apart, so that a list
 * never passes over them. `document_change` tells a reader's memory of a record that it is out of date.
 */
export const documents: Migration = {
  version: 11,
  name: 'documents',
  up: (db) => {
    db.exec(`
      CREATE TABLE document (
        id INTEGER PRIMARY KEY,
        record_id INTEGER NOT NULL REFERENCES record (id),
        set_id INTEGER NOT NULL REFERENCES submission_set (id),
        entry_id TEXT NOT NULL UNIQUE,
        binary_id TEXT NOT NULL UNIQUE,
        unique_system TEXT NOT NULL,
        unique_value TEXT NOT NULL,
        logical_system TEXT NOT NULL,
        logical_value TEXT NOT NULL,
        author TEXT NOT NULL,
        by_patient INTEGER NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('current', 'superseded', 'deleted')),
        archived INTEGER NOT NULL,
        confidentiality TEXT NOT NULL,
        masked_by TEXT CHECK (masked_by IN ('patient', 'professional')),
        version INTEGER NOT NULL,
        type TEXT NOT NULL,
        class TEXT NOT NULL,
        replaces INTEGER REFERENCES document (id),
        first_deposited_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha1 BLOB NOT NULL,
        sha256 BLOB NOT NULL,
        facets TEXT NOT NULL,
        url_at INTEGER NOT NULL,
        sheet BLOB NOT NULL,
        UNIQUE (unique_value, unique_system)
      ) STRICT;
      CREATE INDEX document_record ON document (record_id);
      CREATE INDEX document_logical ON document (logical_value, logical_system);
      CREATE INDEX document_set ON document (set_id);
      CREATE INDEX document_same ON document (record_id, sha256);
      CREATE INDEX document_replaces ON document (replaces) WHERE replaces IS NOT NULL;
      CREATE TABLE content (
        document_id INTEGER PRIMARY KEY REFERENCES document (id),
        bytes BLOB NOT NULL
      ) STRICT;
      CREATE TABLE document_change (
        record_id INTEGER PRIMARY KEY REFERENCES record (id),
        token INTEGER NOT NULL
      ) STRICT;
    `);
  },
};
