import type { WritableDatabase } from './open.ts';

/** How often this store was opened before. */
export function countOpenings(db: WritableDatabase): number {
  return Number(db.prepare('SELECT count FROM openings').pluck().get());
}

/** Counts this opening, durably, from the higher of what the store and the keychain know. */
export function noteOpening(db: WritableDatabase, known: number): number {
  const count = Math.max(countOpenings(db), known) + 1;
  db.prepare('UPDATE openings SET count = ?').run(count);
  return count;
}
