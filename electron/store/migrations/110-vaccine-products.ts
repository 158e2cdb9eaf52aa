import type { Migration } from '../migrate.ts';

/** Boxes that this professional has scanned: the next one of the kind needs no choosing. Nothing of a patient. */
export const vaccineProducts: Migration = {
  version: 110,
  name: 'vaccine products',
  up: (db) => {
    db.exec(`
      CREATE TABLE vaccine_products (
        gtin TEXT PRIMARY KEY,
        vaccine TEXT NOT NULL,
        product TEXT
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
