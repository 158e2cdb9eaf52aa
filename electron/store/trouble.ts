import Database from 'better-sqlite3';

/** What a disk did to a store. */
export type DiskTrouble =
  /** No room is left: what was being written did not happen, and nothing else is in doubt. */
  | 'full'
  /** A read, a write or a flush failed: nobody can say what the disk holds of the last writes. */
  | 'failed'
  /** A page is not the one that was written. */
  | 'damaged';

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
const FAILED: ReadonlySet<string> = new Set(['EIO', 'EROFS', 'ENXIO', 'EBADF']);

/** Thrown by every write after one that failed, until the store was opened again (decision 22). */
export class StoreFailed extends Error {
  constructor() {
    super('the store failed earlier and was not opened again');
    this.name = 'StoreFailed';
  }
}

/** Thrown before an act that would eat the room kept for traces. */
export class DiskFull extends Error {
  constructor() {
    super('no room is left beside the reserve');
    this.name = 'DiskFull';
  }
}

/** Whether an error is the disk's, and which; undefined: it is somebody else's. */
export function troubleOf(cause: unknown): DiskTrouble | undefined {
  if (cause instanceof StoreFailed) return 'failed';
  if (cause instanceof DiskFull) return 'full';
  if (cause instanceof Database.SqliteError) return troubleOfCode(cause.code);
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return undefined;
  if (FULL.has(cause.code)) return 'full';
  return FAILED.has(cause.code) ? 'failed' : undefined;
}

function troubleOfCode(code: string): DiskTrouble | undefined {
  // The index of the log lies in a file of its own, which could not grow.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return 'full';
  // A log that cannot be made is opened for reading alone.
  if (/^SQLITE_(IOERR|CANTOPEN|READONLY)/.test(code)) return 'failed';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'damaged';
  return undefined;
}
