import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { readTwice, setTwinsAside, wereTwinsSetAside, writeTwice } from '../store/twin-file.ts';
import type { KeysNeeded } from '../../shared/bridge/keys.ts';
import { readAnchor } from '../vault/anchor.ts';
import { readKeyFile } from '../vault/key-file.ts';
import type { Keychain, KeychainTrouble } from '../vault/keychain.ts';
import type { KeysTrouble, OpenedKeys, Vault } from '../vault/owner-vault.ts';
import {
  FORMER_PIN_TRIES,
  generationFolder,
  hasKeys,
  openKeys,
  openWithCode,
  openWithFormerPin,
  setAside,
} from '../vault/owner-vault.ts';
import type { Stretch } from '../vault/early-stretch.ts';
import type { StretchCost } from '../vault/stretch.ts';
import type { KeysWay } from '../vault/ways.ts';

export type DeskKeys =
  | {
      readonly kind: 'keys';
      readonly opened: OpenedKeys;
      readonly vault: Vault;
      /** Folder of what is sealed under these keys. */
      readonly folder: string;
      /** What is wrong with the keychain all the same: the keys were opened by the printed code alone. */
      readonly keychain: KeychainTrouble | null;
      /** Openings of the store that the keychain remembers. */
      readonly openings: number;
      /** An older copy is wanted: it was opened by the printed code. */
      readonly takesOlder: boolean;
      /** The printed code was wrong, and the keys opened without it. */
      readonly refused: 'wrongCode' | null;
    }
  /** Nothing is kept: the keychain would not guard it, or the professional wants it so. */
  | { readonly kind: 'memory'; readonly because: KeychainTrouble | 'asked' };

export interface DeskKeysDeps {
  readonly dataDir: string;
  readonly keychain: Keychain;
  readonly keyCost: StretchCost;
  /** How a PIN is stretched, where it was begun already. */
  readonly stretch?: Stretch | undefined;
  readonly now: () => number;
}

/**
 * Opens the keys of a professional on this post. Where nothing of his lies there yet and the keychain is not
 * sound, there is nothing to decide: this session keeps nothing. Where something lies there, he decides.
 *
 * @param pin bytes of a PIN that the card has accepted; the caller wipes them
 */
export async function openDeskKeys(
  deps: DeskKeysDeps,
  professionalId: string,
  pin: Uint8Array,
  way: KeysWay,
): Promise<Result<DeskKeys, KeysNeeded>> {
  if (way.kind === 'memory') return ok({ kind: 'memory', because: 'asked' });
  const vault = vaultOf(deps, professionalId);
  switch (way.kind) {
    case 'fresh':
    case 'usual': {
      if (way.kind === 'fresh') setAside(vault);
      const isNew = !hasKeys(vault);
      if (way.kind === 'usual' && isNew && mayHaveLostName(deps.dataDir)) {
        return err(await needed(vault, 'missing', null));
      }
      const opened = await openKeys(vault, pin);
      if (opened.ok) return ok(await withKeys(vault, opened.value, null));
      return isNew && isKeychainTrouble(opened.error)
        ? ok({ kind: 'memory', because: opened.error })
        : err(await needed(vault, opened.error, null));
    }
    case 'formerPin': {
      const opened = await openWithFormerPin(vault, way.pin, pin);
      if (opened.ok) return ok(await withKeys(vault, opened.value, null));
      const trouble = opened.error === 'NO_TRIES' ? 'otherPin' : opened.error;
      return err(await needed(vault, trouble, trouble === 'otherPin' ? 'wrongPin' : null));
    }
    case 'recoveryCode': {
      const opened = await openWithCode(vault, way.code, pin);
      if (opened.ok) {
        const keychain = opened.value.isKept ? null : await troubleOf(vault);
        return ok({ ...(await withKeys(vault, opened.value, keychain)), takesOlder: true });
      }
      const usual = await openKeys(vault, pin);
      return usual.ok
        ? ok({ ...(await withKeys(vault, usual.value, null)), refused: 'wrongCode' })
        : err(await needed(vault, usual.error, 'wrongCode'));
    }
  }
}

/** Folder of all that is kept of a professional on this post. */
export const ownerFolder = (dataDir: string, professionalId: string): string =>
  folderOf(dataDir, ownerName(dataDir, professionalId));

const folderOf = (dataDir: string, owner: string): string => join(dataDir, 'stores', owner);

/** The vault of a professional on this post, whether or not anything is in it yet. */
function vaultOf(deps: DeskKeysDeps, professionalId: string): Vault {
  const owner = ownerName(deps.dataDir, professionalId);
  const folder = folderOf(deps.dataDir, owner);
  const { keychain, keyCost: cost, stretch, now } = deps;
  return { owner, folder, keychain, cost, stretch, now };
}

/** What is needed to go on, for a store that turned out to be older than what the keychain remembers. */
export const neededForOlder = ({
  vault,
  refused,
}: Extract<DeskKeys, { kind: 'keys' }>): Promise<KeysNeeded> => needed(vault, 'restored', refused);

async function withKeys(
  vault: Vault,
  opened: OpenedKeys,
  keychain: KeychainTrouble | null,
): Promise<Extract<DeskKeys, { kind: 'keys' }>> {
  const folder = generationFolder(vault, opened.file.generation);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const anchor = keychain === null ? await readAnchor(vault.keychain, vault.owner) : null;
  const openings = anchor?.ok === true ? (anchor.value?.opening ?? 0) : 0;
  return { kind: 'keys', opened, vault, folder, keychain, openings, takesOlder: false, refused: null };
}

async function needed(
  vault: Vault,
  trouble: KeysTrouble,
  refused: KeysNeeded['refused'],
): Promise<KeysNeeded> {
  const file = readKeyFile(vault.folder);
  const spent = trouble === 'otherPin' ? await formerPinsSpent(vault) : FORMER_PIN_TRIES;
  return {
    trouble,
    codeMadeAt: file.ok ? (file.value?.code?.madeAt ?? null) : null,
    formerPinTries: Math.max(0, FORMER_PIN_TRIES - spent),
    refused,
  };
}

async function formerPinsSpent(vault: Vault): Promise<number> {
  const anchor = await readAnchor(vault.keychain, vault.owner);
  return anchor.ok ? (anchor.value?.formerSpent ?? 0) : FORMER_PIN_TRIES;
}

async function troubleOf(vault: Vault): Promise<KeychainTrouble> {
  const anchor = await readAnchor(vault.keychain, vault.owner);
  return anchor.ok ? 'locked' : anchor.error;
}

const isKeychainTrouble = (trouble: KeysTrouble): trouble is KeychainTrouble =>
  trouble === 'absent' || trouble === 'locked' || trouble === 'weak';

/** Names the files of a professional by a hash that this post alone can compute: two posts do not compare. */
export function ownerName(dataDir: string, professionalId: string): string {
  return createHash('sha256')
    .update(`${postId(dataDir)}:${professionalId}`)
    .digest('hex')
    .slice(0, 32);
}

const idFile = (dataDir: string): string => join(dataDir, 'post.id');

function postId(dataDir: string): string {
  const path = idFile(dataDir);
  const twin = readTwice(path, (text) => (/^[0-9a-f]{32}$/.test(text) ? text : undefined));
  const id = twin.found === 'sound' ? twin.value : randomBytes(16).toString('hex');
  if (twin.found === 'sound' && twin.isWhole) return id;
  // Without its name nobody finds his data again: what was damaged stays, and whoever signs in is told.
  if (twin.found === 'damaged') setTwinsAside(path);
  writeTwice(path, id);
  return id;
}

/** Whether data lie on this post that may be his, under a name that nobody can compute any more. */
const mayHaveLostName = (dataDir: string): boolean =>
  wereTwinsSetAside(idFile(dataDir)) && existsSync(join(dataDir, 'stores'));
