import type { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { moveAnchor, readAnchor } from './anchor.ts';
import type { Stretch } from './early-stretch.ts';
import type { KeyFile } from './key-file.ts';
import { mendKeyFile, readKeyFile, writeKeyFile } from './key-file.ts';
import type { Keychain, KeychainTrouble } from './keychain.ts';
import type { StretchCost } from './stretch.ts';
import { secretCheck, unwrapWithCode, unwrapWithPin, wrapWithPin } from './wrap.ts';

/** Why the keys of a professional do not open, each with its own way out. */
export type KeysTrouble =
  | KeychainTrouble
  /** The keychain is open and knows nothing of him: it was emptied, or made anew. */
  | 'emptied'
  /** The keychain knows him, with another secret: it is another one, or an older copy of it. */
  | 'replaced'
  /** The keychain is right: his keys were sealed under the code that his card had before. */
  | 'otherPin'
  /** The files are older than those that the keychain remembers. */
  | 'restored'
  /** Files of his lie there, without the file of their keys. */
  | 'missing'
  /** Neither copy of the file of his keys can be read. */
  | 'damaged';

export interface Vault {
  /** Name of the professional in the keychain; sealed into his files. */
  readonly owner: string;
  /** His folder on this post. */
  readonly folder: string;
  readonly keychain: Keychain;
  readonly cost: StretchCost;
  /** How a PIN is stretched, where it was begun already. */
  readonly stretch?: Stretch | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface OpenedKeys {
  /** 32 bytes that the caller wipes. */
  readonly root: Buffer;
  readonly file: KeyFile;
}

/** How often the code that a card had before may be guessed. */
export const FORMER_PIN_TRIES = 5;
const SECRET_BYTES = 32;

/** Folder of the files that are sealed under one root. */
export const generationFolder = (vault: Pick<Vault, 'folder'>, generation: number): string =>
  join(vault.folder, String(generation));

/** Whether anything of this professional is kept on this post: a file that was being written when the power went is not. */
export function hasKeys(vault: Pick<Vault, 'folder'>): boolean {
  return existsSync(vault.folder) && readdirSync(vault.folder).some((name) => !name.endsWith('.new'));
}

/** Puts what lies there of a professional under another name, dated. Nothing is deleted. */
export function setAside(vault: Pick<Vault, 'folder' | 'now'>): void {
  if (!hasKeys(vault)) return;
  const stamp = new Date(vault.now()).toISOString().replaceAll(/[-:.]/g, '');
  renameSync(vault.folder, `${vault.folder}.aside-${stamp}`);
}

/**
 * Opens the keys with the keychain and the PIN of a card, or makes them where there is nothing yet. Nothing
 * that exists is overwritten or deleted, whatever the trouble.
 *
 * @param pin bytes of a PIN that the card has accepted; the caller wipes them
 */
export async function openKeys(vault: Vault, pin: Uint8Array): Promise<Result<OpenedKeys, KeysTrouble>> {
  const read = readKeyFile(vault.folder);
  if (!read.ok) return err('damaged');
  if (read.value === null) return hasKeys(vault) ? err('missing') : makeKeys(vault, pin);
  const secret = await knownSecret(vault, read.value);
  if (!secret.ok) return secret;
  try {
    const secrets = { keychain: secret.value, pin };
    const root = await unwrapWithPin(read.value.pin, secrets, vault.owner, vault.stretch);
    if (!root.ok) return err('otherPin');
    return ok({ root: root.value, file: await settled(vault, read.value) });
  } finally {
    secret.value.fill(0);
  }
}

/**
 * Opens the keys with the printed code, and seals them anew under today's keychain and PIN where the keychain
 * is sound. Where it is not, they open for this once.
 *
 * @returns `isKept` false: the next opening needs the code again
 */
export async function openWithCode(
  vault: Vault,
  code: Uint8Array,
  pin: Uint8Array,
): Promise<
  Result<OpenedKeys & { readonly isKept: boolean }, 'WRONG_CODE' | 'NO_CODE' | 'damaged' | 'missing'>
> {
  const read = readKeyFile(vault.folder);
  if (!read.ok) return err('damaged');
  if (read.value === null) return err('missing');
  if (read.value.code === null) return err('NO_CODE');
  const root = unwrapWithCode(read.value.code.wrap, code, vault.owner);
  if (!root.ok) return err('WRONG_CODE');
  const sealed = await sealAnew(vault, read.value, root.value, pin);
  return ok(
    sealed.ok
      ? { root: root.value, file: sealed.value, isKept: true }
      : { root: root.value, file: read.value, isKept: false },
  );
}

/** Opens the keys with the code that the card had before, five times at most, and seals them under the new one. */
export async function openWithFormerPin(
  vault: Vault,
  formerPin: Uint8Array,
  pin: Uint8Array,
): Promise<Result<OpenedKeys, KeysTrouble | 'NO_TRIES'>> {
  const read = readKeyFile(vault.folder);
  if (!read.ok) return err('damaged');
  if (read.value === null) return err('missing');
  const secret = await knownSecret(vault, read.value);
  if (!secret.ok) return secret;
  try {
    // Spent before it is looked at: ending the process gives no try back.
    const anchor = await readAnchor(vault.keychain, vault.owner);
    if (!anchor.ok) return anchor;
    const spent = anchor.value?.formerSpent ?? 0;
    if (spent >= FORMER_PIN_TRIES) return err('NO_TRIES');
    const moved = await moveAnchor(vault.keychain, vault.owner, { formerSpent: spent + 1 });
    if (!moved.ok) return moved;
    const root = await unwrapWithPin(read.value.pin, { keychain: secret.value, pin: formerPin }, vault.owner);
    if (!root.ok) return err('otherPin');
    const sealed = await sealAnew(vault, read.value, root.value, pin);
    return sealed.ok ? ok({ root: root.value, file: sealed.value }) : sealed;
  } finally {
    secret.value.fill(0);
  }
}

/**
 * Seals an open root under a new secret of the keychain and a PIN. The order is the point: the new secret is
 * written and read back, then the file, then the keychain learns of the file, and only then is the old secret
 * forgotten. Ended anywhere between, one of the two files opens.
 */
export async function sealAnew(
  vault: Vault,
  file: KeyFile,
  root: Uint8Array,
  pin: Uint8Array,
): Promise<Result<KeyFile, KeychainTrouble>> {
  const anchor = await readAnchor(vault.keychain, vault.owner);
  if (!anchor.ok) return anchor;
  const fresh = await newSecret(vault);
  if (!fresh.ok) return fresh;
  const { account, secret } = fresh.value;
  try {
    const wrap = await wrapWithPin(root, { keychain: secret, pin }, { ...vault, account });
    return await replaceFile(vault, {
      ...file,
      // Above what the keychain remembers too: an older file that was opened on purpose counts from now on.
      revision: Math.max(file.revision, anchor.value?.revision ?? 0) + 1,
      pin: wrap,
      next: null,
      dropped: [...file.dropped, file.pin.account, ...(file.next === null ? [] : [file.next.pin.account])],
    });
  } finally {
    secret.fill(0);
  }
}

/** Puts a new file in the place of the old one, then lets the keychain forget what no file needs any more. */
export async function replaceFile(vault: Vault, file: KeyFile): Promise<Result<KeyFile, KeychainTrouble>> {
  const written = writeKeyFile(vault.folder, file);
  if (!written.ok) throw new Error('the file of the keys was not written');
  const moved = await moveAnchor(vault.keychain, vault.owner, { revision: file.revision, formerSpent: 0 });
  if (!moved.ok) return moved;
  for (const account of file.dropped) await vault.keychain.remove(account);
  return ok(written.value);
}

/** A secret of the keychain under a name of its own, so that no secret that is in use is ever written over. */
export async function newSecret(
  vault: Vault,
): Promise<Result<{ readonly account: string; readonly secret: Buffer }, KeychainTrouble>> {
  const account = `${vault.owner}.${randomBytes(6).toString('hex')}`;
  const secret = randomBytes(SECRET_BYTES);
  const written = await vault.keychain.write(account, secret);
  return written.ok ? ok({ account, secret }) : written;
}

async function makeKeys(vault: Vault, pin: Uint8Array): Promise<Result<OpenedKeys, KeychainTrouble>> {
  // Remembered first: a file of keys that the keychain never heard of would look like one put back.
  const anchored = await moveAnchor(vault.keychain, vault.owner, { revision: 0, opening: 0, formerSpent: 0 });
  if (!anchored.ok) return anchored;
  const fresh = await newSecret(vault);
  if (!fresh.ok) return fresh;
  const { account, secret } = fresh.value;
  try {
    const root = randomBytes(SECRET_BYTES);
    const file = await replaceFile(vault, {
      version: 2,
      revision: 1,
      generation: 1,
      madeAt: new Date(vault.now()).toISOString(),
      pin: await wrapWithPin(root, { keychain: secret, pin }, { ...vault, account }),
      code: null,
      next: null,
      former: null,
      dropped: [],
    });
    return file.ok ? ok({ root, file: file.value }) : file;
  } finally {
    secret.fill(0);
  }
}

/** The keychain's secret for this file, or what became of the keychain. */
async function knownSecret(vault: Vault, file: KeyFile): Promise<Result<Buffer, KeysTrouble>> {
  const [secret, anchor] = await Promise.all([
    vault.keychain.read(file.pin.account),
    readAnchor(vault.keychain, vault.owner),
  ]);
  if (!secret.ok) return secret;
  if (!anchor.ok) return anchor;
  const isOlder = file.revision < (anchor.value?.revision ?? 0);
  if (secret.value === null)
    return err(anchor.value === null ? 'emptied' : isOlder ? 'restored' : 'replaced');
  if (secretCheck(secret.value) !== file.pin.check) return err('replaced');
  if (anchor.value === null) return err('emptied');
  return isOlder ? err('restored') : ok(secret.value);
}

/** What an interrupted change left to be done. */
async function settled(vault: Vault, file: KeyFile): Promise<KeyFile> {
  mendKeyFile(vault.folder);
  if (file.dropped.length > 0) {
    for (const account of file.dropped) await vault.keychain.remove(account);
    const tidied = await replaceFile(vault, { ...file, revision: file.revision + 1, dropped: [] });
    return tidied.ok ? tidied.value : file;
  }
  const anchor = await readAnchor(vault.keychain, vault.owner);
  if (anchor.ok && anchor.value !== null && anchor.value.revision < file.revision) {
    await moveAnchor(vault.keychain, vault.owner, { revision: file.revision });
  }
  return file;
}
