import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import type { KeysNeeded } from '../../shared/bridge/keys.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { StoreTrouble } from '../log/events.ts';
import type { Log } from '../log/log.ts';
import type { OpenedStore, StoreTale } from '../session/unlock.ts';
import type { KeptStore } from '../store/kept.ts';
import { openKept } from '../store/kept.ts';
import type { Migration } from '../store/migrate.ts';
import type { OpenError } from '../store/open.ts';
import { openStore } from '../store/open.ts';
import { countOpenings, noteOpening } from '../store/openings.ts';
import { recoveryTold } from '../store/recover.ts';
import { openReserve } from '../store/reserve.ts';
import { moveAnchor } from '../vault/anchor.ts';
import { ownVault } from '../vault/own-vault.ts';
import { ownerKeys, passingKeys } from '../vault/owner-keys.ts';
import { generationFolder } from '../vault/owner-vault.ts';
import type { KeysWay } from '../vault/ways.ts';
import type { DeskKeys, DeskKeysDeps } from './desk-keys.ts';
import { neededForOlder, openDeskKeys } from './desk-keys.ts';
import { dropFormer, renewKeys, STORE_FILE } from './renew-keys.ts';

export interface DeskStoreDeps extends DeskKeysDeps {
  readonly migrations: readonly Migration[];
  readonly log: Log;
}

type FoundKeys = Extract<DeskKeys, { kind: 'keys' }>;

/**
 * Opens the professional's own store on this post: encrypted on disk where the keychain guards its key, else
 * in memory, which the screen says. A store that does not open stays on disk as it is.
 *
 * @param pin bytes of a PIN that the card has accepted; the caller wipes them
 * @returns the store, or what the professional has to decide first
 * @throws when not even a store in memory opens: a fault of ours
 */
export async function openDeskStore(
  deps: DeskStoreDeps,
  professionalId: string,
  pin: Uint8Array,
  way: KeysWay = { kind: 'usual' },
): Promise<Result<OpenedStore, KeysNeeded>> {
  const startedAt = deps.now();
  const found = await openDeskKeys(deps, professionalId, pin, way);
  if (!found.ok) {
    deps.log.write({ event: 'keys.needed', trouble: found.error.trouble });
    return found;
  }
  if (found.value.kind === 'memory') return ok(inMemory(deps, found.value.because));
  let own = found.value;
  let opened = openUnder(deps, own);
  if (opened.ok && isOlder(own, opened.value)) {
    opened.value.close();
    own.opened.root.fill(0);
    deps.log.write({ event: 'keys.needed', trouble: 'restored' });
    return err(await neededForOlder(own));
  }
  if (opened.ok && isToBeRenewed(own, opened.value)) {
    opened.value.close();
    own = await renewed(deps, own, pin);
    opened = openUnder(deps, own);
  }
  if (!opened.ok) {
    own.opened.root.fill(0);
    return ok(inMemory(deps, opened.error.code, taleOf(opened.error)));
  }
  const kept = opened.value;
  dropFormer(own.vault, own.opened.file);
  await countThisOne(own, kept);
  deps.log.write({ event: 'store.opened', ms: deps.now() - startedAt });
  if (kept.recovery !== null) deps.log.write({ event: 'store.recovered', why: kept.recovery.why });
  return ok(onDisk(kept, own));
}

function openUnder(deps: DeskStoreDeps, { folder, opened }: FoundKeys): Result<KeptStore, OpenError> {
  const keys = ownerKeys(Buffer.from(opened.root));
  const key = keys.subKey('store');
  try {
    return openKept({
      file: join(folder, STORE_FILE),
      key,
      witnessKey: keys.subKey('witness'),
      migrations: deps.migrations,
      reserve: openReserve(join(folder, 'reserve')),
      now: deps.now(),
    });
  } finally {
    key.fill(0);
    keys.forget();
  }
}

/** A store that had to be recovered is told of first: what lies beside it is not left behind. */
const isToBeRenewed = ({ opened, keychain }: FoundKeys, { recovery }: KeptStore): boolean =>
  opened.file.next !== null && keychain === null && recovery === null;

/** The keys after the renewal that was asked for, or those of before: then it is tried again the next time. */
async function renewed(deps: DeskStoreDeps, own: FoundKeys, pin: Uint8Array): Promise<FoundKeys> {
  const startedAt = deps.now();
  const outcome = await renewKeys(own.vault, own.opened, pin);
  if (!outcome.ok) {
    deps.log.write({ event: 'keys.notRenewed', because: outcome.error });
    return own;
  }
  deps.log.write({ event: 'keys.renewed', ms: deps.now() - startedAt });
  const folder = generationFolder(own.vault, outcome.value.file.generation);
  return { ...own, opened: outcome.value, folder };
}

/**
 * Whether the store was opened less often than the keychain remembers: older files were put back. What could
 * be saved of a damaged store may have lost its count, and its professional is told of it in another way.
 */
function isOlder({ takesOlder, openings }: FoundKeys, { database, recovery }: KeptStore): boolean {
  const wasSalvaged = recovery !== null && recovery.why !== 'replaced';
  return !takesOlder && !wasSalvaged && countOpenings(database) < openings;
}

/** In the store first, which makes it durable: ended between the two, the store is ahead, which nobody can fake. */
async function countThisOne(
  { vault, keychain, openings }: FoundKeys,
  { database }: KeptStore,
): Promise<void> {
  let opening: number;
  try {
    opening = noteOpening(database, openings);
  } catch {
    // A full disk keeps nobody out: this opening is not counted, and the disk is told of elsewhere.
    return;
  }
  if (keychain === null) await moveAnchor(vault.keychain, vault.owner, { opening });
}

function onDisk(kept: KeptStore, { folder, keychain, vault, opened }: FoundKeys): OpenedStore {
  let { recovery } = kept;
  const keys = ownerKeys(opened.root);
  const own = ownVault(vault, Buffer.from(opened.root));
  return {
    database: kept.database,
    storage: 'encrypted',
    keys,
    // Without a keychain nothing new is laid down beside the store that the printed code opened.
    folder: keychain === null ? folder : null,
    keychain: keychain ?? 'ready',
    vault: own,
    get trouble() {
      return recovery === null ? null : { kind: 'recovered' as const, recovery };
    },
    troubleTold: () => {
      recoveryTold(join(folder, STORE_FILE));
      recovery = null;
    },
    close: () => {
      kept.close();
      keys.forget();
      own.forget();
    },
  };
}

/** What a person must be told of a store that was not opened; null: the status line says enough. */
function taleOf(error: OpenError): StoreTale | null {
  switch (error.code) {
    case 'FROM_NEWER_VERSION':
      return { kind: 'newer', needs: error.needs };
    case 'NO_ROOM':
    case 'DISK_FAILED':
    case 'MIGRATION_FAILED':
      return { kind: 'unopened', because: error.code };
    case 'DAMAGED':
    case 'KEY_OR_DAMAGE':
    case 'UNSAFE':
      return null;
  }
}

function inMemory(deps: DeskStoreDeps, because: StoreTrouble, tale: StoreTale | null = null): OpenedStore {
  deps.log.write({ event: 'store.inMemory', because });
  const opened = openStore(':memory:', new Uint8Array(0), deps.migrations);
  if (!opened.ok) throw new Error('no store opens in memory', { cause: opened.error.code });
  const { value: database } = opened;
  const keys = passingKeys();
  let trouble = tale;
  return {
    database,
    storage: 'memory',
    keys,
    folder: null,
    vault: null,
    keychain: because === 'absent' || because === 'locked' || because === 'weak' ? because : 'unused',
    get trouble() {
      return trouble;
    },
    troubleTold: () => {
      trouble = null;
    },
    close: () => {
      database.close();
      keys.forget();
    },
  };
}
