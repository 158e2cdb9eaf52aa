import type { ReadableDatabase } from './open.ts';

/** Reads every page and checks its seal: a page that was changed, moved or cut does not pass. */
export function isIntact(database: ReadableDatabase): boolean {
  try {
    return database.prepare('PRAGMA quick_check(1)').pluck().get() === 'ok';
  } catch {
    return false;
  }
}
