import type { Migration } from '../../../store/migrate.ts';

/**
 * Where a professional practises besides the structure of his card, in the order in which the directory names
 * these places. The structure that traces and blocks are judged by stays the card's.
 */
export const furtherPlaces: Migration = {
  version: 14,
  name: 'further places',
  up: (db) => {
    db.exec(`
      CREATE TABLE further_place (
        seq INTEGER PRIMARY KEY,
        professional TEXT NOT NULL REFERENCES professional (id),
        organization TEXT NOT NULL REFERENCES organization (id),
        UNIQUE (professional, organization)
      ) STRICT;
    `);
  },
};
