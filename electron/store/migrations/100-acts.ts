import type { Migration } from '../migrate.ts';

/**
 * One queue for whatever the national service has to hear of, in the order in which it was done: each act is
 * one request, byte for byte, and the name that makes repeating it harmless. Deposits of the version before
 * move into it: those that wait are of an earlier session, and are read again before they leave.
 */
export const acts: Migration = {
  version: 100,
  name: 'acts',
  up: (db) => {
    db.exec(`
      CREATE TABLE act (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        act_id TEXT NOT NULL UNIQUE,
        key TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        author_id TEXT NOT NULL,
        on_behalf_of TEXT,
        on_behalf_of_name TEXT,
        secret INTEGER NOT NULL CHECK (secret IN (0, 1)),
        ins_system TEXT NOT NULL,
        ins_value TEXT NOT NULL,
        title TEXT NOT NULL,
        objects TEXT NOT NULL,
        unique_id TEXT,
        replaces TEXT,
        sha256 TEXT NOT NULL,
        stored_at TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('toReview', 'waiting', 'received', 'refused')),
        left_at TEXT,
        method TEXT NOT NULL,
        path TEXT NOT NULL,
        headers TEXT NOT NULL,
        body BLOB,
        received_at TEXT,
        answer TEXT,
        refusal TEXT,
        CHECK ((on_behalf_of IS NULL) = (on_behalf_of_name IS NULL)),
        CHECK ((status IN ('toReview', 'waiting')) = (body IS NOT NULL)),
        CHECK ((status = 'received') = (received_at IS NOT NULL)),
        CHECK ((status = 'refused') = (refusal IS NOT NULL))
      ) STRICT;
      CREATE INDEX act_by_status ON act (status, seq);
      INSERT INTO act (act_id, key, kind, author_id, on_behalf_of, on_behalf_of_name, secret, ins_system,
          ins_value, title, objects, unique_id, replaces, sha256, stored_at, status, left_at, method, path,
          headers, body, received_at, refusal)
        SELECT draft_id, lower(hex(randomblob(16))), iif(replaces IS NULL, 'deposit', 'replacement'), author_id,
          on_behalf_of, on_behalf_of_name, secret, ins_system, ins_value, title,
          iif(replaces IS NULL, json_array(unique_id), json_array(unique_id, replaces)), unique_id, replaces,
          sha256, stored_at,
          CASE status WHEN 'waiting' THEN 'toReview' WHEN 'deposited' THEN 'received' ELSE status END,
          iif(status = 'waiting', stored_at, NULL), 'POST', '',
          '{"content-type":"application/fhir+json"}', request, received_at, refusal
        FROM outbox ORDER BY stored_at, draft_id;
      DROP TABLE outbox;
    `);
  },
};
