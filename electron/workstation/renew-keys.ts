import { Buffer } from 'node:buffer';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { CopyError } from '../store/copy-under-key.ts';
import { copyUnderKey } from '../store/copy-under-key.ts';
import type { KeyFile } from '../vault/key-file.ts';
import type { KeychainTrouble } from '../vault/keychain.ts';
import { finishRenewal } from '../vault/own-vault.ts';
import { ownerKeys } from '../vault/owner-keys.ts';
import type { OpenedKeys, Vault } from '../vault/owner-vault.ts';
import { generationFolder } from '../vault/owner-vault.ts';
import { unwrapWithPin } from '../vault/wrap.ts';

/** Why everything stays under the old key for now: nothing was changed, and the next opening tries again. */
type RenewalTrouble =
  | KeychainTrouble
  | CopyError
  /** Neither the keychain nor the PIN opens the new key. */
  | 'NEW_KEY_SEALED'
  /** Something lies there that cannot be copied under another key, and is not to be lost. */
  | 'UNKNOWN_FILE';

export const STORE_FILE = 'store.db';

/**
 * What the store stands for by itself: it is fetched again, made again, or written in the store too, as the
 * second copy of acts is.
 */
const MADE_AGAIN = /^(store\.db(-wal|-shm|\.witness(\.new)?)?|reserve|cache|undelivered\.log)$/;

/**
 * Copies the closed store of a professional under the key that was laid down for it, compares every row, and
 * goes on with the new key alone. Ended anywhere between, the old key and the old files are the ones that open.
 *
 * @returns the keys to go on with; the old root is wiped then
 */
export async function renewKeys(
  vault: Vault,
  { root, file }: OpenedKeys,
  pin: Uint8Array,
): Promise<Result<OpenedKeys, RenewalTrouble>> {
  if (file.next === null) return ok({ root, file });
  const from = generationFolder(vault, file.generation);
  if (readdirSync(from).some((name) => !MADE_AGAIN.test(name))) return err('UNKNOWN_FILE');
  const fresh = await openNext(vault, file.next, pin);
  if (!fresh.ok) return fresh;
  const copied = copyStore(from, generationFolder(vault, file.next.generation), root, fresh.value);
  const finished = copied.ok ? await finishRenewal(vault, file) : copied;
  if (!finished.ok) {
    fresh.value.fill(0);
    return finished;
  }
  root.fill(0);
  return ok({ root: fresh.value, file: finished.value });
}

/** Removes the files whose copies, compared row by row, are open now under the new key. */
export function dropFormer(vault: Vault, { former }: KeyFile): void {
  if (former !== null) rmSync(generationFolder(vault, former), { recursive: true, force: true });
}

async function openNext(
  vault: Vault,
  next: NonNullable<KeyFile['next']>,
  pin: Uint8Array,
): Promise<Result<Buffer, RenewalTrouble>> {
  const secret = await vault.keychain.read(next.pin.account);
  if (!secret.ok) return secret;
  if (secret.value === null) return err('NEW_KEY_SEALED');
  const root = await unwrapWithPin(next.pin, { keychain: secret.value, pin }, vault.owner);
  secret.value.fill(0);
  return root.ok ? root : err('NEW_KEY_SEALED');
}

function copyStore(from: string, to: string, oldRoot: Buffer, newRoot: Buffer): Result<null, CopyError> {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const keys = [ownerKeys(Buffer.from(oldRoot)), ownerKeys(Buffer.from(newRoot))] as const;
  const [oldKey, newKey] = [keys[0].subKey('store'), keys[1].subKey('store')];
  try {
    return copyUnderKey(
      { path: join(from, STORE_FILE), key: oldKey },
      { path: join(to, STORE_FILE), key: newKey },
    );
  } finally {
    for (const key of [oldKey, newKey]) key.fill(0);
    for (const each of keys) each.forget();
  }
}
