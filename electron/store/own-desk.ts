import type { ReadableDatabase, WritableDatabase } from './open.ts';

type What = 'place' | 'preferences';

/** Keeps one thing about the professional's own desk, as JSON that its use case has checked. */
export function keepOwn(db: WritableDatabase, what: What, value: string, keptAt: string): void {
  db.prepare('INSERT OR REPLACE INTO own_desk (what, value, kept_at) VALUES (?, ?, ?)').run(
    what,
    value,
    keptAt,
  );
}

export function readOwn(
  db: ReadableDatabase,
  what: What,
): { readonly value: string; readonly keptAt: string } | undefined {
  const row = db
    .prepare<[string], { value: string; kept_at: string }>(
      'SELECT value, kept_at FROM own_desk WHERE what = ?',
    )
    .get(what);
  return row === undefined ? undefined : { value: row.value, keptAt: row.kept_at };
}

export function forgetOwn(db: WritableDatabase, what: What): void {
  db.prepare('DELETE FROM own_desk WHERE what = ?').run(what);
}
