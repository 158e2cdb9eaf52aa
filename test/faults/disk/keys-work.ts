import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../../electron/log/log.ts';
import { openSecondCopy } from '../../../electron/outbox/second-copy.ts';
import { readCards, tryPin } from '../../../electron/session/card.ts';
import type { PinTries } from '../../../electron/session/tries.ts';
import type { OpenedStore } from '../../../electron/session/unlock.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import type { KeysWay } from '../../../electron/vault/ways.ts';
import { unwrapWithCode } from '../../../electron/vault/wrap.ts';
import { openDeskStore } from '../../../electron/workstation/desk-store.ts';
import { ownerName } from '../../../electron/workstation/desk-keys.ts';
import { fileKeychain } from '../../electron/outbox/file-keychain.ts';
import { makeCard } from '../../electron/session/make-card.ts';
import { CHEAP } from '../../electron/vault/memory-keychain.ts';
import type { Said } from './post-work.ts';
import { lostOf } from './post-work.ts';

const PRO = '899900000017';
const NOW = Date.parse('2026-11-20T08:12:00Z');
const silent: Log = { write: () => undefined, close: () => undefined };

/** What a professional was told about his keys, or what was done to his keychain. */
export type KeysSaid =
  | Said
  /** The card and his data open with the code of that number. */
  | { readonly pin: number }
  /** The recovery code of that number, confirmed from the paper, opens. */
  | { readonly code: number }
  | { readonly keychain: 'emptied' | 'sound' };

export const pinOf = (number: number): Buffer => Buffer.from(String(4_001 + number * 7));
export const codeOf = (number: number): Buffer => Buffer.alloc(18, number + 1);
export const cardsOf = (folder: string): string => join(folder, 'cards');
export const CARD = PRO;

/** The card counts elsewhere: what it allows is not what this is about. */
const untiring: PinTries = { left: () => 3, spend: async () => true, restore: async () => undefined };

export const keychainOf = (folder: string) => fileKeychain(join(folder, 'keychain'));

/** Makes the professional's soft card, of little work a try. */
export async function makeOwnCard(folder: string): Promise<void> {
  mkdirSync(cardsOf(folder));
  await makeCard(cardsOf(folder), { id: PRO }, pinOf(0).toString());
}

/** Opens the store of the professional as the product does at each unlocking. */
export const openWithKeys = (folder: string, pin: number, way: KeysWay = { kind: 'usual' }) =>
  openDeskStore(
    {
      dataDir: folder,
      keychain: keychainOf(folder),
      keyCost: CHEAP,
      migrations: WORKSTATION_SCHEMA,
      log: silent,
      now: () => NOW,
    },
    PRO,
    pinOf(pin),
    way,
  );

interface Told {
  readonly pin: number;
  readonly code: number | undefined;
  readonly isEmptied: boolean;
  readonly acts: readonly Said[];
}

function toldBy(said: readonly KeysSaid[]): Told {
  let told: Told = { pin: 0, code: undefined, isEmptied: false, acts: [] };
  for (const each of said) {
    if ('pin' in each) told = { ...told, pin: each.pin };
    else if ('code' in each) told = { ...told, code: each.code };
    else if ('keychain' in each) told = { ...told, isEmptied: each.keychain === 'emptied' };
    else told = { ...told, acts: [...told.acts, each] };
  }
  return told;
}

/** The code that the card takes: the last that was told, or the one that was about to be. */
async function pinOfCard(folder: string, told: number): Promise<number | undefined> {
  const [card] = (await readCards(cardsOf(folder))).cards;
  if (card === undefined) return undefined;
  for (const pin of [told, told + 1]) {
    const outcome = await tryPin(card, pinOf(pin), untiring);
    if (outcome.ok && outcome.value.outcome === 'right') return pin;
  }
  return undefined;
}

/**
 * Opens what a cut left of a post whose keys were being changed: by the usual way, by the former code where the
 * card had the new one already, by the printed code only where the keychain was emptied. @returns what is wrong
 */
export async function keysFailureOf(folder: string, said: readonly KeysSaid[]): Promise<string | undefined> {
  const told = toldBy(said);
  const pin = await pinOfCard(folder, told.pin);
  if (pin === undefined) return said.length === 0 ? undefined : 'the card takes neither code';
  let opened = await openWithKeys(folder, pin);
  if (!opened.ok && opened.error.trouble === 'otherPin' && pin > told.pin)
    opened = await openWithKeys(folder, pin, { kind: 'formerPin', pin: pinOf(pin - 1) });
  if (!opened.ok && told.isEmptied && told.code !== undefined)
    opened = await openWithKeys(folder, pin, { kind: 'recoveryCode', code: codeOf(told.code) });
  if (!opened.ok) return `does not open: ${opened.error.trouble}`;
  try {
    return wrongWith(opened.value, folder, told);
  } finally {
    opened.value.close();
  }
}

function wrongWith(store: OpenedStore, folder: string, told: Told): string | undefined {
  if (store.storage !== 'encrypted') return 'opens in memory alone';
  if (store.trouble !== null) return `taken for ${store.trouble.kind}`;
  openSecondCopy(store, NOW).log.close();
  const lost = lostOf(folder, store.database, told.acts);
  if (lost.length > 0) return lost.slice(0, 3).join(', ');
  if (told.code === undefined) return undefined;
  // The one after the last acknowledged may be the right one already.
  return [told.code, told.code + 1].some((code) => opensWith(store, folder, code))
    ? undefined
    : 'the printed code opens nothing';
}

function opensWith({ vault }: OpenedStore, folder: string, code: number): boolean {
  const wrap = vault?.file()?.code?.wrap;
  return wrap !== undefined && unwrapWithCode(wrap, codeOf(code), ownerName(folder, PRO)).ok;
}
