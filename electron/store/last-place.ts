import type { ReadableDatabase, WritableDatabase } from './open.ts';

/** Identifier of the structure where the professional practised last; undefined: nowhere yet. */
export const lastPlaceOf = (db: ReadableDatabase): string | undefined =>
  db.prepare<[], { place_id: string }>('SELECT place_id FROM last_place').get()?.place_id;

export function keepLastPlace(db: WritableDatabase, placeId: string): void {
  if (lastPlaceOf(db) === placeId) return;
  try {
    db.prepare('INSERT OR REPLACE INTO last_place (one, place_id) VALUES (1, ?)').run(placeId);
  } catch {
    // A full disk keeps nobody from working: the next sign-in proposes the place of before.
  }
}
