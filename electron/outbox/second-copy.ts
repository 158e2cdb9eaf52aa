import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenedStore } from '../session/unlock.ts';
import type { ActSummary, StoredAct } from '../store/acts.ts';
import {
  askForReview,
  findAct,
  forceWithdrawal,
  knowsKey,
  markRecoveredLeft,
  pendingActs,
  recordReceipt,
  recordRefusal,
  storedRequestOf,
  storeAct,
} from '../store/acts.ts';
import { diskOf } from '../store/disk.ts';
import type { WritableDatabase } from '../store/open.ts';
import { troubleOf } from '../store/trouble.ts';
import type { Settlement, UndeliveredEntry, UndeliveredLog } from './undelivered.ts';
import { goOnWithUndelivered, noUndelivered, readUndelivered, startUndelivered } from './undelivered.ts';

/** Name of the second copy in the folder of its professional. */
const UNDELIVERED_FILE = 'undelivered.log';

/** What the second copy gave back at the opening of a session. */
export interface Recovered {
  readonly log: UndeliveredLog;
  /** Acts that the store did not know: they wait to be read again. */
  readonly acts: number;
  /** Stretches of the second copy that could not be read; the file was set aside. */
  readonly damaged: number;
}

/**
 * Brings the store and the second copy of undelivered acts together at the opening of a session: what only
 * one of the two knows is known by both again. Whatever waits from before waits to be read again.
 *
 * @param now milliseconds since the epoch; names a damaged copy that is set aside
 */
export function openSecondCopy(
  store: Pick<OpenedStore, 'database' | 'keys' | 'folder'>,
  now: number,
): Recovered {
  const disk = diskOf(store.database);
  disk.small(() => askForReview(store.database));
  if (store.folder === null) return { log: noUndelivered, acts: 0, damaged: 0 };
  const path = join(store.folder, UNDELIVERED_FILE);
  const key = store.keys.subKey('undelivered');
  const { entries, damaged } = readUndelivered(path, key);
  const acts = reconcile(store.database, entries);
  // Nothing is deleted that could not be read: somebody may still want to look at it.
  if (damaged > 0) renameSync(path, `${path}.${new Date(now).toISOString().replaceAll(':', '')}.damaged`);
  const log = disk.small(() => startOrGoOn(path, key, store.database, damaged > 0));
  return { log, acts, damaged };
}

/** On a full disk the old copy stays, with what it says beside: it is written anew another time. */
function startOrGoOn(
  path: string,
  key: Buffer,
  database: WritableDatabase,
  isDamaged: boolean,
): UndeliveredLog {
  try {
    return startUndelivered(path, key, waitingOf(database));
  } catch (cause) {
    if (troubleOf(cause) !== 'full' || isDamaged || !existsSync(path)) throw cause;
    return goOnWithUndelivered(path, key);
  }
}

/** @returns how many acts the store did not know */
function reconcile(db: WritableDatabase, entries: readonly UndeliveredEntry[]): number {
  const settled = new Map<string, Settlement>();
  const left = new Map<string, string>();
  for (const entry of entries) {
    if (entry.what === 'settled') settled.set(entry.key, entry.settlement);
    if (entry.what === 'left') left.set(entry.key, entry.at);
  }
  let recovered = 0;
  for (const entry of entries) {
    if (entry.what !== 'act') continue;
    const { act } = entry;
    const settlement = settled.get(act.key);
    if (settlement !== undefined) settle(db, act, settlement);
    else if (!knowsKey(db, act.key) && storeAct(db, act, 'toReview')) recovered += 1;
    const leftAt = left.get(act.key);
    if (leftAt !== undefined) markRecoveredLeft(db, act.key, leftAt);
  }
  return recovered;
}

/** The store is the older of the two: an act that it still holds is over. */
function settle(db: WritableDatabase, act: StoredAct, settlement: Settlement): void {
  if (findAct(db, act.actId)?.key !== act.key) return;
  switch (settlement.how) {
    case 'received':
      return recordReceipt(db, act.actId, settlement.at, null);
    case 'refused':
      return recordRefusal(db, act.actId, settlement.code);
    case 'withdrawn':
      return forceWithdrawal(db, act.actId);
  }
}

function* waitingOf(
  db: WritableDatabase,
): Generator<{ readonly act: StoredAct; readonly leftAt: string | null }> {
  for (const summary of pendingActs(db)) {
    const request = storedRequestOf(db, summary.actId);
    if (request !== undefined) yield { act: { ...withoutState(summary), request }, leftAt: summary.leftAt };
  }
}

function withoutState(summary: ActSummary): Omit<StoredAct, 'request'> {
  const { status: _status, leftAt: _leftAt, upload: _upload, ...act } = summary;
  return act;
}
