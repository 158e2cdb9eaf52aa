import Database from 'better-sqlite3';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { MigrateError, Migration } from './migrate.ts';
import { migrate } from './migrate.ts';

export type WritableDatabase = Database.Database;
/** What a reader gets: it can be handed a writable store, but cannot hand it on to a writer. */
export type ReadableDatabase = Pick<WritableDatabase, 'prepare' | 'inTransaction'>;

export type OpenError =
  /** Wrong key or a damaged first page: SQLite cannot tell the two apart, nor do we pretend to. */
  | { readonly code: 'KEY_OR_DAMAGE' }
  | { readonly code: 'DAMAGED' }
  | { readonly code: 'UNSAFE'; readonly setting: string }
  | MigrateError;

const HEX = Buffer.from('0123456789abcdef', 'ascii');

/** The raw-key form `x'…'` as bytes: the key itself never becomes a JavaScript string. */
function rawKey(key: Uint8Array): Buffer {
  const out = Buffer.alloc(key.length * 2 + 3);
  out.write("x'", 'ascii');
  key.forEach((byte, i) => {
    out[2 + i * 2] = HEX[byte >> 4] ?? 0;
    out[3 + i * 2] = HEX[byte & 15] ?? 0;
  });
  out.write("'", out.length - 1, 'ascii');
  return out;
}

/**
 * Opens (or creates) an encrypted store and brings it to the newest schema.
 *
 * @param path file, or `:memory:` for a store that must not outlive the process
 * @param key 32 random bytes; the caller keeps ownership and wipes them
 * @returns the open database, or why it may not be used. A file that does not open is never deleted.
 */
export function openStore(
  path: string,
  key: Uint8Array,
  migrations: readonly Migration[],
): Result<WritableDatabase, OpenError> {
  const db = new Database(path);
  try {
    if (path !== ':memory:') {
      db.pragma("cipher='sqlcipher'");
      db.pragma('legacy=4');
      const raw = rawKey(key);
      db.key(raw);
      raw.fill(0);
    }
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (cause) {
    db.close();
    return err({ code: codeOf(cause) === 'SQLITE_CORRUPT' ? 'DAMAGED' : 'KEY_OR_DAMAGE' });
  }
  const unsafe = applySettings(db, path);
  if (unsafe !== undefined) {
    db.close();
    return err({ code: 'UNSAFE', setting: unsafe });
  }
  const migrated = migrate(db, migrations);
  if (!migrated.ok) {
    db.close();
    return migrated;
  }
  return ok(db);
}

/**
 * The library reopens files with synchronous=NORMAL, which loses acknowledged rows at a power cut, and may
 * keep temporary tables in plain files: both are set at every open, and read back.
 */
function applySettings(db: WritableDatabase, path: string): string | undefined {
  if (path !== ':memory:') db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('temp_store = MEMORY');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('secure_delete = ON');
  db.pragma('busy_timeout = 5000');
  db.pragma('cache_size = -16000');
  if (db.pragma('synchronous', { simple: true }) !== 2) return 'synchronous';
  if (db.pragma('temp_store', { simple: true }) !== 2) return 'temp_store';
  if (db.pragma('foreign_keys', { simple: true }) !== 1) return 'foreign_keys';
  if (path !== ':memory:' && db.pragma('journal_mode', { simple: true }) !== 'wal') return 'journal_mode';
  return undefined;
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Database.SqliteError ? cause.code : undefined;
}
