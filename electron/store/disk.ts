import type Database from 'better-sqlite3';
import type { Reserve } from './reserve.ts';
import { DiskFull, StoreFailed, troubleOf } from './trouble.ts';

/** How the disk under a store is. */
export type DiskState =
  | 'sound'
  /** No room but the reserve: reading goes on, acts are refused and nothing is lost. It mends by itself. */
  | 'full'
  /** A write or a flush failed: nothing is acknowledged until the store was opened again and verified. */
  | 'failed';

/** What is known of the disk under one open store. */
export interface Disk {
  state(): DiskState;
  /** Calls back at each change of state. */
  onChange(listener: (state: DiskState) => void): void;
  /** A small write that must still succeed on a full disk: where it does not, the reserve is given up for it. */
  small<T>(write: () => T): T;
  /** Before an act: the room that the traces live on is not for it. @throws DiskFull */
  demandRoom(): void;
  /** Looks whether room came back. */
  recheck(): void;
}

/** Pages in the log before it is written back: with a full disk it must go round in the room that it has. */
const CHECKPOINT_PAGES = 1_000;
const CHECKPOINT_PAGES_WHEN_FULL = 16;

/** A store in memory has no disk. */
const NO_DISK: Disk = {
  state: () => 'sound',
  onChange: () => undefined,
  small: (write) => write(),
  demandRoom: () => undefined,
  recheck: () => undefined,
};

const watched = new WeakMap<Database.Database, Disk>();

/** The disk under a store. */
export const diskOf = (db: Database.Database): Disk => watched.get(db) ?? NO_DISK;

/**
 * Watches every write of a store. After one that failed, none is tried any more: a flush that failed once has
 * left pages that the system believes written, and the next one would succeed over the gap (decision 22).
 */
export function watchDisk(db: Database.Database, reserve: Reserve | null): void {
  let state: DiskState = 'sound';
  const listeners: ((state: DiskState) => void)[] = [];

  function become(next: DiskState): void {
    if (state === next || state === 'failed') return;
    state = next;
    if (next !== 'failed' && db.open && !db.inTransaction) {
      db.pragma(`wal_autocheckpoint = ${next === 'full' ? CHECKPOINT_PAGES_WHEN_FULL : CHECKPOINT_PAGES}`);
    }
    for (const listener of listeners) listener(next);
  }

  function attempt<T>(write: () => T): T {
    if (state === 'failed') throw new StoreFailed();
    try {
      return write();
    } catch (cause) {
      const trouble = troubleOf(cause);
      if (trouble !== undefined) become(trouble === 'full' ? 'full' : 'failed');
      throw cause;
    }
  }

  function recheck(): void {
    if (state === 'full' && (reserve === null || reserve.restore())) become('sound');
  }

  watchStatements(db, attempt);
  watched.set(db, {
    state: () => state,
    onChange: (listener) => void listeners.push(listener),
    small: (write) => {
      try {
        return attempt(write);
      } catch (cause) {
        // An act that was refused for the sake of the reserve does not get it.
        if (cause instanceof DiskFull || troubleOf(cause) !== 'full' || reserve?.take() !== true) throw cause;
        return attempt(write);
      }
    },
    demandRoom: () => {
      recheck();
      if (state === 'full') throw new DiskFull();
    },
    recheck,
  });
}

/** The driver's own object, with what writes passed through `attempt`. */
function watchStatements(db: Database.Database, attempt: <T>(write: () => T) => T): void {
  const prepare = db.prepare.bind(db);
  const exec = db.exec.bind(db);
  const transaction = db.transaction.bind(db);

  db.prepare = ((source: string) => {
    const statement = prepare(source);
    // What ends a transaction counts as reading for the driver, and returns nothing.
    if (!statement.reader) {
      const run = statement.run.bind(statement);
      statement.run = (...bound) => attempt(() => run(...bound));
    } else if (!statement.readonly) {
      const get = statement.get.bind(statement);
      const all = statement.all.bind(statement);
      statement.get = (...bound) => attempt(() => get(...bound));
      statement.all = (...bound) => attempt(() => all(...bound));
    }
    return statement;
  }) as typeof db.prepare;

  db.exec = (source) => attempt(() => exec(source));

  db.transaction = ((work: (...args: unknown[]) => unknown) => {
    const begun = transaction(work);
    return Object.assign((...args: unknown[]) => attempt(() => begun(...args)), {
      default: (...args: unknown[]) => attempt(() => begun.default(...args)),
      deferred: (...args: unknown[]) => attempt(() => begun.deferred(...args)),
      immediate: (...args: unknown[]) => attempt(() => begun.immediate(...args)),
      exclusive: (...args: unknown[]) => attempt(() => begun.exclusive(...args)),
    });
  }) as typeof db.transaction;
}
