import type { ReadableDatabase, WritableDatabase } from './open.ts';

/** What a product number was found to be. */
export interface VaccineProduct {
  readonly gtin: string;
  /** Code of the list of vaccines. */
  readonly vaccine: string;
  readonly product: string | null;
}

/** The boxes that were scanned on this post and named by the professional. */
export const vaccineProductsIn = (db: ReadableDatabase): VaccineProduct[] =>
  db.prepare<[], VaccineProduct>('SELECT gtin, vaccine, product FROM vaccine_products ORDER BY gtin').all();

/** Keeps what a product number is; the last word counts. */
export function keepVaccineProduct(db: WritableDatabase, { gtin, vaccine, product }: VaccineProduct): void {
  db.prepare('INSERT OR REPLACE INTO vaccine_products (gtin, vaccine, product) VALUES (?, ?, ?)').run(
    gtin,
    vaccine,
    product,
  );
}
