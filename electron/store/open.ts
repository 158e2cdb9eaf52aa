import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { watchDisk } from './disk.ts';
import type { MigrateError, Migration } from './migrate.ts';
import { migrate } from './migrate.ts';
import type { Reserve } from './reserve.ts';
import { troubleOf } from './trouble.ts';
import { rawKey } from './raw-key.ts';

export type WritableDatabase = Database.Database;
/** What a reader gets: it can be handed a writable store, but cannot hand it on to a writer. */
export type ReadableDatabase = Pick<WritableDatabase, 'prepare' | 'inTransaction'>;

export type OpenError =
  /** Wrong key or a damaged first page: SQLite cannot tell the two apart, nor do we pretend to. */
  | { readonly code: 'KEY_OR_DAMAGE' }
  | { readonly code: 'DAMAGED' }
  /** The disk has no room left to open it: nothing is wrong with the store. */
  | { readonly code: 'NO_ROOM' }
  /** The disk refuses to be read or written. */
  | { readonly code: 'DISK_FAILED' }
  | { readonly code: 'UNSAFE'; readonly setting: string }
  | MigrateError;

export interface OpenOptions {
  /** Reads every page before anything is served from it. Done by itself after an end that was not a clean one. */
  readonly verify?: boolean;
  /** Room for what must be written on a full disk. */
  readonly reserve?: Reserve;
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
  options: OpenOptions = {},
): Result<WritableDatabase, OpenError> {
  const first = openOnce(path, key, migrations, options);
  // Opening writes the index of the log. @see Reserve
  const canMakeRoom = !first.ok && first.error.code === 'NO_ROOM' && options.reserve?.take() === true;
  return canMakeRoom ? openOnce(path, key, migrations, options) : first;
}

function openOnce(
  path: string,
  key: Uint8Array,
  migrations: readonly Migration[],
  { verify = false, reserve }: OpenOptions,
): Result<WritableDatabase, OpenError> {
  const wasInterrupted = path !== ':memory:' && hasLog(path);
  let db: WritableDatabase | undefined;
  try {
    db = keyed(path, key);
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    const refused = prepareStore(db, path, migrations, { verify: verify || wasInterrupted, wasInterrupted });
    if (refused === undefined) {
      if (path !== ':memory:') watchDisk(db, reserve ?? null);
      return ok(db);
    }
    db.close();
    return err(refused);
  } catch (cause) {
    closeQuietly(db);
    return err(refusalOf(cause));
  }
}

/** The database of a file under its key; nothing was read of it yet. */
export function keyed(path: string, key: Uint8Array): WritableDatabase {
  const db = new Database(path);
  if (path === ':memory:') return db;
  try {
    db.pragma("cipher='sqlcipher'");
    db.pragma('legacy=4');
    const raw = rawKey(key);
    db.key(raw);
    raw.fill(0);
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Whether the last writes still stand in the log: whoever wrote them did not end as it should. */
const hasLog = (path: string): boolean => existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;

function prepareStore(
  db: WritableDatabase,
  path: string,
  migrations: readonly Migration[],
  { verify, wasInterrupted }: { readonly verify: boolean; readonly wasInterrupted: boolean },
): OpenError | undefined {
  const unsafe = applySettings(db, path);
  if (unsafe !== undefined) return { code: 'UNSAFE', setting: unsafe };
  if (verify && db.pragma('quick_check', { simple: true }) !== 'ok') return { code: 'DAMAGED' };
  // The system may hold as written what a flush that failed never brought to the disk. Writing it all into the
  // database again and starting a fresh log is what makes it true.
  if (wasInterrupted) db.pragma('wal_checkpoint(TRUNCATE)');
  const migrated = migrate(db, migrations);
  return migrated.ok ? undefined : migrated.error;
}

/** Why a store does not open, from what was thrown. @throws what is not the disk's fault */
export function refusalOf(cause: unknown): OpenError {
  switch (troubleOf(cause)) {
    case 'full':
      return { code: 'NO_ROOM' };
    case 'failed':
      return { code: 'DISK_FAILED' };
    case 'damaged':
      return { code: codeOf(cause) === 'SQLITE_NOTADB' ? 'KEY_OR_DAMAGE' : 'DAMAGED' };
    case undefined:
      throw cause;
  }
}

/** A store that could not be opened may not be closed cleanly either: the first error is the one that counts. */
function closeQuietly(db: WritableDatabase | undefined): void {
  try {
    db?.close();
  } catch {
    return;
  }
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
