import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreTrouble } from '../log/events.ts';
import type { Log } from '../log/log.ts';
import type { OpenedStore, StoreTale } from '../session/unlock.ts';
import { writeDurably } from '../store/durable-file.ts';
import type { Migration } from '../store/migrate.ts';
import type { KeptStore } from '../store/kept.ts';
import { openKept } from '../store/kept.ts';
import { recoveryTold } from '../store/recover.ts';
import { openReserve } from '../store/reserve.ts';
import type { OpenError } from '../store/open.ts';
import { openStore } from '../store/open.ts';
import type { Keychain } from '../vault/keychain.ts';
import { ownerKeys, passingKeys } from '../vault/owner-keys.ts';
import { storeKey } from '../vault/store-key.ts';

export interface DeskStoreDeps {
  readonly dataDir: string;
  readonly keychain: Keychain;
  readonly migrations: readonly Migration[];
  readonly log: Log;
  readonly now: () => number;
}

/**
 * Opens the professional's own store on this post: encrypted on disk where the keychain guards its key, else
 * in memory, which the screen says. A store that does not open stays on disk as it is.
 *
 * @param pin bytes of a PIN that the card has accepted; the caller wipes them
 * @throws when not even a store in memory opens: a fault of ours
 */
export async function openDeskStore(
  deps: DeskStoreDeps,
  professionalId: string,
  pin: Uint8Array,
): Promise<OpenedStore> {
  const startedAt = deps.now();
  const owner = ownerName(deps.dataDir, professionalId);
  const folder = join(deps.dataDir, 'stores', owner);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const storeFile = join(folder, 'store.db');
  const root = await storeKey({ keyFile: join(folder, 'store.key'), storeFile, owner }, pin, deps.keychain);
  if (!root.ok) return inMemory(deps, root.error);
  const keys = ownerKeys(root.value);
  const key = keys.subKey('store');
  try {
    const opened = openKept({
      file: storeFile,
      key,
      witnessKey: keys.subKey('witness'),
      migrations: deps.migrations,
      reserve: openReserve(join(folder, 'reserve')),
      now: deps.now(),
    });
    if (!opened.ok) {
      keys.forget();
      return inMemory(deps, opened.error.code, taleOf(opened.error));
    }
    const kept = opened.value;
    deps.log.write({ event: 'store.opened', ms: deps.now() - startedAt });
    if (kept.recovery !== null) deps.log.write({ event: 'store.recovered', why: kept.recovery.why });
    return onDisk(kept, { keys, folder, storeFile });
  } finally {
    key.fill(0);
  }
}

function onDisk(
  kept: KeptStore,
  { keys, folder, storeFile }: Pick<OpenedStore, 'keys'> & { folder: string; storeFile: string },
): OpenedStore {
  let { recovery } = kept;
  return {
    database: kept.database,
    storage: 'encrypted',
    keys,
    folder,
    get trouble() {
      return recovery === null ? null : { kind: 'recovered' as const, recovery };
    },
    troubleTold: () => {
      recoveryTold(storeFile);
      recovery = null;
    },
    close: () => {
      kept.close();
      keys.forget();
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

/** Names the files of a professional by a hash that this post alone can compute: two posts do not compare. */
function ownerName(dataDir: string, professionalId: string): string {
  const path = join(dataDir, 'post.id');
  if (!existsSync(path)) writeDurably(path, randomBytes(16).toString('hex'));
  return createHash('sha256')
    .update(`${readFileSync(path, 'ascii')}:${professionalId}`)
    .digest('hex')
    .slice(0, 32);
}
