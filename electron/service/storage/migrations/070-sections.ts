import type { Migration } from '../../../store/migrate.ts';

/**
 * What a space holds beside documents and rights: vaccinations, care history, measures and profile, people to
 * call, wishes, messages, appointments. They have one shape: a resource of a record with its version, its day,
 * whoever wrote it and the professionals who take part in it. The catalogue of services belongs to no record.
 */
export const sections: Migration = {
  version: 70,
  name: 'sections',
  up: (db) => {
    db.exec(`
      CREATE TABLE section (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        record_id INTEGER NOT NULL REFERENCES record (id),
        kind TEXT NOT NULL,
        code TEXT NOT NULL,
        version INTEGER NOT NULL,
        ended INTEGER NOT NULL,
        dated_at INTEGER NOT NULL,
        written_at INTEGER NOT NULL,
        author_system TEXT NOT NULL,
        author TEXT NOT NULL,
        thread TEXT,
        minor_only INTEGER NOT NULL,
        stored TEXT NOT NULL
      ) STRICT;
      CREATE INDEX section_record ON section (record_id, kind, dated_at);
      CREATE TABLE section_peer (
        section_id INTEGER NOT NULL REFERENCES section (id) ON DELETE CASCADE,
        peer TEXT NOT NULL,
        PRIMARY KEY (section_id, peer)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX section_peer_peer ON section_peer (peer, section_id);
      CREATE TABLE section_attachment (
        section_id INTEGER NOT NULL REFERENCES section (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (section_id, position)
      ) STRICT;
      CREATE TABLE catalogue (
        uid TEXT PRIMARY KEY,
        stored TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
