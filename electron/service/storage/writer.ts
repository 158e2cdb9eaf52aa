import { diskOf } from '../../store/disk.ts';
import type { WritableDatabase } from '../../store/open.ts';
import { troubleOf } from '../../store/trouble.ts';

/**
 * The one way into the store for a request. What several clients ask at the same moment is committed
 * together, with one wait for the disk; each stands behind its own savepoint, so that one that fails takes
 * nothing of the others with it. No answer resolves before its commit is durable.
 */
export interface Writer {
  /**
   * Runs `work` in the next commit. What it throws undoes what it wrote; `afterwards` then runs in the same
   * commit and says what became of it.
   *
   * @returns what `work`, or else `afterwards`, returned, once durable
   * @throws when the commit itself failed: nothing of it happened, and nothing may be answered from it
   */
  run<T>(work: () => T, afterwards: (cause: unknown) => T): Promise<T>;
}

interface Waiting {
  readonly perform: () => void;
  readonly settle: () => void;
  readonly fail: (cause: unknown) => void;
}

/**
 * @param afterCommit called once a commit is durable, before anybody is answered
 * @param afterRollback called when a whole commit failed: what memory knows of the store is no longer true
 */
export function openWriter(db: WritableDatabase, afterCommit: () => void, afterRollback: () => void): Writer {
  const savepoint = db.prepare('SAVEPOINT one_request');
  const release = db.prepare('RELEASE one_request');
  const undo = db.prepare('ROLLBACK TO one_request');
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  let waiting: Waiting[] = [];

  function attempt<T>(work: () => T, afterwards: (cause: unknown) => T): T {
    savepoint.run();
    try {
      const value = work();
      release.run();
      return value;
    } catch (cause) {
      // A disk that is full or fails is the affair of the whole commit, which SQLite may have given up already.
      if (!db.inTransaction || troubleOf(cause) !== undefined) throw cause;
      undo.run();
      release.run();
      return afterwards(cause);
    }
  }

  function flush(): void {
    const batch = waiting;
    waiting = [];
    commitTogether(batch);
  }

  function commitTogether(batch: readonly Waiting[]): void {
    try {
      commitOnce(batch);
    } catch (cause) {
      // Whoever needs little goes on with the room that is kept; whoever needs much is the one who is refused.
      if (troubleOf(cause) === 'full') return commitOneByOne(batch);
      for (const each of batch) each.fail(cause);
      return;
    }
    for (const each of batch) each.settle();
  }

  function commitOneByOne(batch: readonly Waiting[]): void {
    for (const each of batch) {
      try {
        diskOf(db).small(() => commitOnce([each]));
      } catch (cause) {
        each.fail(cause);
        continue;
      }
      each.settle();
    }
  }

  function commitOnce(batch: readonly Waiting[]): void {
    try {
      begin.run();
      for (const each of batch) each.perform();
      commit.run();
    } catch (cause) {
      if (db.open && db.inTransaction) undoAll();
      // Closed meanwhile: there is nothing left that memory could be at odds with.
      if (db.open) afterRollback();
      throw cause;
    }
    afterCommit();
  }

  /** After a disk that failed the driver refuses this too; what is open ends with the connection. */
  function undoAll(): void {
    try {
      db.exec('ROLLBACK');
    } catch (cause) {
      if (troubleOf(cause) === undefined) throw cause;
    }
  }

  return {
    run: (work, afterwards) =>
      new Promise((resolve, reject) => {
        let value: { readonly of: ReturnType<typeof work> } | undefined;
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({
          perform: () => {
            value = { of: attempt(work, afterwards) };
          },
          settle: () => {
            if (value !== undefined) resolve(value.of);
          },
          fail: reject,
        });
      }),
  };
}
