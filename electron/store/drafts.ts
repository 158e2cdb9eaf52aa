import type { ReadableDatabase, WritableDatabase } from './open.ts';

interface DraftKey {
  readonly kind: string;
  readonly about: string;
}

interface DraftFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface DraftRow {
  readonly text: string;
  readonly file: DraftFile | null;
  readonly keptAt: string;
}

/**
 * Keeps what was typed in the place of what was kept under that name.
 *
 * @param file null: none; undefined: the one that was kept stays
 */
export function keepDraft(
  db: WritableDatabase,
  { kind, about }: DraftKey,
  kept: { readonly text: string; readonly keptAt: string; readonly file?: DraftFile | null | undefined },
): void {
  const { text, keptAt, file } = kept;
  if (file === undefined) {
    db.prepare(
      `INSERT INTO drafts (kind, about, text, kept_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, about) DO UPDATE SET text = excluded.text, kept_at = excluded.kept_at`,
    ).run(kind, about, text, keptAt);
    return;
  }
  db.prepare(
    `INSERT OR REPLACE INTO drafts (kind, about, text, file_name, file_bytes, kept_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(kind, about, text, file?.name ?? null, file?.bytes ?? null, keptAt);
}

export function readDraft(db: ReadableDatabase, { kind, about }: DraftKey): DraftRow | null {
  const row = db
    .prepare<
      [string, string],
      { text: string; file_name: string | null; file_bytes: Uint8Array | null; kept_at: string }
    >('SELECT text, file_name, file_bytes, kept_at FROM drafts WHERE kind = ? AND about = ?')
    .get(kind, about);
  if (row === undefined) return null;
  const { text, file_name: name, file_bytes: bytes, kept_at: keptAt } = row;
  // A view of its own: what the driver hands out is a Buffer over memory of the pool.
  const file = name === null || bytes === null ? null : { name, bytes: new Uint8Array(bytes) };
  return { text, file, keptAt };
}

export function dropDraft(db: WritableDatabase, { kind, about }: DraftKey): void {
  db.prepare('DELETE FROM drafts WHERE kind = ? AND about = ?').run(kind, about);
}

/** Newest first. */
export function listDrafts(
  db: ReadableDatabase,
  kind: string,
): { readonly about: string; readonly keptAt: string }[] {
  return db
    .prepare<[string], { about: string; kept_at: string }>(
      'SELECT about, kept_at FROM drafts WHERE kind = ? ORDER BY kept_at DESC, rowid DESC',
    )
    .all(kind)
    .map(({ about, kept_at: keptAt }) => ({ about, keptAt }));
}

/** Drops what nobody came back to since that instant. */
export function dropDraftsBefore(db: WritableDatabase, instant: string): void {
  db.prepare('DELETE FROM drafts WHERE kept_at < ?').run(instant);
}
