import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from '../../../electron/journal/chain.ts';
import { openLocalJournal } from '../../../electron/journal/local-journal.ts';
import type { UndeliveredLog } from '../../../electron/outbox/undelivered.ts';
import { openSecondCopy } from '../../../electron/outbox/second-copy.ts';
import type { StoredAct } from '../../../electron/store/acts.ts';
import { diskOf } from '../../../electron/store/disk.ts';
import { ownerKeys } from '../../../electron/vault/owner-keys.ts';
import {
  findAct,
  pendingActs,
  recordReceipt,
  requestOf as storedRequest,
  storeAct,
} from '../../../electron/store/acts.ts';
import { writeDurably } from '../../../electron/store/durable-file.ts';
import { journalStore } from '../../../electron/store/journal.ts';
import type { KeptStore } from '../../../electron/store/kept.ts';
import { openKept } from '../../../electron/store/kept.ts';
import type { Migration } from '../../../electron/store/migrate.ts';
import type { OpenError, WritableDatabase } from '../../../electron/store/open.ts';
import type { Reserve } from '../../../electron/store/reserve.ts';
import { openReserve } from '../../../electron/store/reserve.ts';
import { troubleOf } from '../../../electron/store/trouble.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import type { Result } from '../../../shared/result.ts';

const KEY = Buffer.alloc(32, 7);
const NOW = Date.parse('2026-11-20T08:12:00Z');
const RESERVED_BYTES = 16_384;

/** The schema of some versions ago: what an upgrade starts from. */
export const OLDER_SCHEMA: readonly Migration[] = WORKSTATION_SCHEMA.slice(0, 3);

/** The post's store in a folder, by the way that the product opens it, with a raw key. */
export function openPostStore(
  folder: string,
  migrations: readonly Migration[] = WORKSTATION_SCHEMA,
  reserve: Reserve = openReserve(join(folder, 'reserve'), RESERVED_BYTES),
): Result<KeptStore, OpenError> {
  return openKept({
    file: join(folder, 'store.db'),
    key: KEY,
    witnessKey: Buffer.alloc(32, 9),
    migrations,
    reserve,
    now: NOW,
  });
}

/** What was acknowledged to somebody: from then on it must be found again. */
export type Said =
  | { readonly stored: string; readonly sha256: string }
  | { readonly received: string }
  | { readonly traced: number }
  | { readonly wrote: string };

const requestOf = (draftId: string, bytes: number): Buffer => Buffer.alloc(bytes, `${draftId} `);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function attempt(write: () => void): void {
  try {
    write();
  } catch (cause) {
    if (troubleOf(cause) === undefined) throw cause;
  }
}

/** Brings the store and the second copy of acts that were not received together, as each session does. */
const secondCopyOf = (database: WritableDatabase, folder: string): UndeliveredLog =>
  openSecondCopy({ database, folder, keys: ownerKeys(Buffer.alloc(32, 6)) }, NOW).log;

/** What a session does first. */
export const reconciled = (folder: string, database: WritableDatabase): void =>
  secondCopyOf(database, folder).close();

/** The acts of a post, each acknowledged once its call has returned. */
export function openPostWork(
  database: WritableDatabase,
  folder: string,
  say: (said: Said) => void,
  secondCopy: UndeliveredLog = secondCopyOf(database, folder),
) {
  const journal = openLocalJournal(journalStore(database));
  return {
    deposit: (draftId: string, bytes = 1_500 + (draftId.length % 5) * 900): void => {
      const request = requestOf(draftId, bytes);
      const act: StoredAct = {
        actId: draftId,
        key: `key-of-${draftId}`,
        kind: 'deposit',
        authorId: '899900000001',
        onBehalfOf: null,
        secret: false,
        replaces: null,
        ins: { system: 's', value: '1' },
        title: 'Compte rendu',
        objects: [`2.25.${draftId}`],
        uniqueId: `2.25.${draftId}`,
        sha256: sha256(request),
        storedAt: '2026-11-20T08:00:00Z',
        request: { method: 'POST', path: '', headers: {}, body: request },
      };
      // In the order of the outbox: the second copy first, so that the store never knows an act alone.
      diskOf(database).demandRoom();
      secondCopy.keep(act);
      if (storeAct(database, act)) say({ stored: draftId, sha256: sha256(request) });
    },
    receipt: (draftId: string): void => {
      // Where the second copy does not take it, the store still says that it is over.
      attempt(() => secondCopy.settled(`key-of-${draftId}`, { how: 'received', at: '2026-11-20T08:01:00Z' }));
      recordReceipt(database, draftId, '2026-11-20T08:01:00Z', null);
      say({ received: draftId });
      if (pendingActs(database).length === 0) attempt(() => secondCopy.empty());
    },
    read: (): void => {
      journal.append({ at: '2026-11-20T08:00:00Z', by: '899900000001', what: 'document.open', patient: '1' });
      say({ traced: journal.size() });
    },
    close: (): void => secondCopy.close(),
    write: (content: string): void => {
      writeDurably(join(folder, 'small'), content);
      say({ wrote: content });
    },
  };
}

/** What of the acknowledged is not there any more; empty: all of it is. */
export function lostOf(folder: string, database: WritableDatabase, said: readonly Said[]): readonly string[] {
  const lost: string[] = [];
  const received = new Set(said.flatMap((each) => ('received' in each ? [each.received] : [])));
  let traced = 0;
  let written: string | undefined;
  for (const each of said) {
    if ('stored' in each) {
      const waiting = storedRequest(database, each.stored);
      const found = findAct(database, each.stored);
      if (found === undefined) lost.push(`deposit ${each.stored} is gone`);
      else if (waiting !== undefined && sha256(waiting.body) !== each.sha256)
        lost.push(`deposit ${each.stored} is another`);
      else if (received.has(each.stored) && found.status.status !== 'received')
        lost.push(`receipt ${each.stored} is gone`);
    } else if ('traced' in each) traced = each.traced;
    else if ('wrote' in each) written = each.wrote;
  }
  const walked = verify(journalStore(database).all());
  if (!walked.ok) lost.push(`journal ${walked.error.code} at ${walked.error.seq}`);
  else if (walked.value.size < traced) lost.push(`journal ends at ${walked.value.size}, not ${traced}`);
  const small = join(folder, 'small');
  // The one after the last acknowledged may be there already.
  const numbered = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? -1);
  const there = existsSync(small) ? readFileSync(small, 'utf8') : '';
  if (written !== undefined && numbered(there) < numbered(written))
    lost.push(`the small file says « ${there} »`);
  return lost;
}

/** Opens what a folder holds, as the product does, and looks for all that was acknowledged. */
export function failureOf(folder: string, said: readonly Said[]): string | undefined {
  const opened = openPostStore(folder);
  if (!opened.ok) return `does not open: ${opened.error.code}`;
  try {
    const { recovery, database } = opened.value;
    if (recovery !== null) return `taken for ${recovery.why}`;
    reconciled(folder, database);
    const lost = lostOf(folder, database, said);
    return lost.length === 0 ? undefined : lost.slice(0, 3).join(', ');
  } finally {
    opened.value.close();
  }
}
