import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { writeDurably } from '../store/durable-file.ts';
import type { Keychain } from './keychain.ts';
import { WrappedKey, unwrapKey, wrapKey } from './wrap.ts';

export type StoreKeyError =
  | 'KEYCHAIN_UNAVAILABLE'
  /** A store lies there without its key: it is left as it is. */
  | 'KEY_FILE_MISSING'
  | 'KEY_FILE_DAMAGED'
  | 'KEY_NOT_UNWRAPPED';

export interface StoreKeyPlace {
  /** File of the wrapped key. */
  readonly keyFile: string;
  readonly storeFile: string;
  /** Account in the keychain, and owner sealed into the file. */
  readonly owner: string;
}

/**
 * The key of a professional's store: opened, or made when there is neither key nor store yet. Nothing that
 * exists is ever overwritten or deleted here.
 *
 * @param pin bytes of a PIN that the card has already accepted; the caller wipes them
 * @returns 32 bytes that the caller wipes
 */
export async function storeKey(
  place: StoreKeyPlace,
  pin: Uint8Array,
  keychain: Keychain,
): Promise<Result<Buffer, StoreKeyError>> {
  const secret = await keychain.read(place.owner);
  if (!secret.ok) return secret;
  const { value: known } = secret;
  try {
    if (!existsSync(place.keyFile)) {
      return existsSync(place.storeFile) ? err('KEY_FILE_MISSING') : await makeKey(place, pin, keychain);
    }
    if (known === null) return err('KEY_NOT_UNWRAPPED');
    const wrapped = readWrapped(place.keyFile);
    if (wrapped === undefined) return err('KEY_FILE_DAMAGED');
    return await unwrapKey(wrapped, { keychain: known, pin }, place.owner);
  } finally {
    known?.fill(0);
  }
}

/** The keychain first, read back, then the file: a crash between the two leaves nothing that claims to be a key. */
async function makeKey(
  place: StoreKeyPlace,
  pin: Uint8Array,
  keychain: Keychain,
): Promise<Result<Buffer, StoreKeyError>> {
  const secret = randomBytes(32);
  try {
    const written = await keychain.write(place.owner, secret);
    if (!written.ok) return written;
    const back = await keychain.read(place.owner);
    if (!back.ok) return back;
    if (back.value === null || !back.value.equals(secret)) return err('KEYCHAIN_UNAVAILABLE');
    back.value.fill(0);
    const key = randomBytes(32);
    const wrapped = await wrapKey(key, { keychain: secret, pin }, place.owner);
    writeDurably(place.keyFile, JSON.stringify(wrapped));
    return ok(key);
  } finally {
    secret.fill(0);
  }
}

function readWrapped(path: string): WrappedKey | undefined {
  try {
    return WrappedKey.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
