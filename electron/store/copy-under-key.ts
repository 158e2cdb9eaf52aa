import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { rawKey } from './raw-key.ts';

export type CopyError = 'NOT_COPIED' | 'COPY_DIFFERS';

/**
 * Copies a closed store to another file under another key, reads the copy back and compares every row. The
 * source is only read; what lies at the target from an interrupted copy is replaced.
 */
export function copyUnderKey(
  from: { readonly path: string; readonly key: Uint8Array },
  to: { readonly path: string; readonly key: Uint8Array },
): Result<null, CopyError> {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(to.path + suffix, { force: true });
  let source: Database.Database | undefined;
  try {
    source = opened(from.path, from.key);
    source.prepare('VACUUM INTO ?').run(to.path);
    const fresh = opened(to.path, from.key);
    // A new key is written page by page in one transaction, which a write-ahead log does not allow.
    fresh.pragma('journal_mode = DELETE');
    const raw = rawKey(to.key);
    fresh.rekey(raw);
    raw.fill(0);
    fresh.close();
    syncFile(to.path);
    const copy = opened(to.path, to.key);
    const isSound = copy.pragma('integrity_check', { simple: true }) === 'ok';
    const same = isSound && digestOf(copy) === digestOf(source);
    copy.close();
    return same ? ok(null) : err('COPY_DIFFERS');
  } catch {
    return err('NOT_COPIED');
  } finally {
    source?.close();
  }
}

function opened(path: string, key: Uint8Array): Database.Database {
  if (!existsSync(path)) throw new Error('nothing to copy');
  const db = new Database(path);
  db.pragma("cipher='sqlcipher'");
  db.pragma('legacy=4');
  const raw = rawKey(key);
  db.key(raw);
  raw.fill(0);
  db.pragma('temp_store = MEMORY');
  return db;
}

/** What a column may hold. */
type Value = bigint | number | string | Uint8Array | null;

/** One digest over the version, the schema and every row, in an order that both copies share. */
function digestOf(db: Database.Database): string {
  const hash = createHash('sha256');
  hash.update(String(db.pragma('user_version', { simple: true })));
  const schema = db
    .prepare<[], { name: string; type: string; sql: string | null }>(
      'SELECT name, type, sql FROM sqlite_schema ORDER BY type, name',
    )
    .all();
  hash.update(JSON.stringify(schema));
  for (const { name, type, sql } of schema) {
    // A virtual table shows what its own tables hold, and they are compared.
    if (type !== 'table' || sql?.startsWith('CREATE VIRTUAL') === true) continue;
    const columns = db.prepare(`SELECT * FROM "${name}"`).columns().length;
    const order = Array.from({ length: columns }, (_, index) => index + 1).join(', ');
    const rows = db.prepare(`SELECT * FROM "${name}" ORDER BY ${order}`).raw().safeIntegers();
    for (const row of rows.iterate() as IterableIterator<readonly Value[]>) {
      for (const value of row) addValue(hash, value);
    }
  }
  return hash.digest('hex');
}

function addValue(hash: ReturnType<typeof createHash>, value: Value): void {
  if (value instanceof Uint8Array) {
    hash.update(`b${value.length}:`);
    hash.update(value);
  } else {
    const text = value === null ? '' : String(value);
    hash.update(`${typeof value}${text.length}:${text}`);
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
