import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { forgetAnchor } from '../vault/anchor.ts';
import { forgetTries } from '../vault/anchored-tries.ts';
import { readKeyFile } from '../vault/key-file.ts';
import type { Keychain } from '../vault/keychain.ts';

/** What lies on a post, as far as it can be told without a key. */
export interface PostTraces {
  /** Professionals who have data of their own here. */
  readonly accounts: number;
  /** Accounts whose second copy of undelivered acts is not empty: something may wait to be sent. */
  readonly maybeUndelivered: number;
}

/** @param folder folder of the post's own data */
export function tracesOf(folder: string): PostTraces {
  const owners = ownersOf(folder);
  const waiting = owners.filter((owner) => hasUndelivered(join(folder, 'stores', owner)));
  return { accounts: owners.length, maybeUndelivered: waiting.length };
}

/**
 * Erases a post: the secrets of the keychain first, and with them every copy of what was sealed here, wherever
 * it lies; then the files. The application must not be running.
 *
 * @param dataFolder the whole data folder, with the embedded service's
 * @returns how many accounts of the keychain were forgotten; `KEYCHAIN` where it did not answer: then the files
 *   stay, for without it nothing says that the copies are unreadable
 */
export async function erasePost(
  dataFolder: string,
  keychain: Keychain,
): Promise<Result<{ readonly forgotten: number }, 'KEYCHAIN'>> {
  const folder = join(dataFolder, 'post');
  let forgotten = 0;
  for (const owner of ownersOf(folder)) {
    for (const account of accountsOf(join(folder, 'stores', owner))) {
      if (!(await keychain.remove(account)).ok) return err('KEYCHAIN');
      forgotten += 1;
    }
    const forgot = [await forgetAnchor(keychain, owner), await forgetTries(keychain, owner)];
    if (forgot.some(({ ok: isForgotten }) => !isForgotten)) return err('KEYCHAIN');
  }
  rmSync(dataFolder, { recursive: true, force: true });
  return ok({ forgotten });
}

function ownersOf(folder: string): readonly string[] {
  const stores = join(folder, 'stores');
  return existsSync(stores) ? readdirSync(stores) : [];
}

function accountsOf(folder: string): readonly string[] {
  const read = readKeyFile(folder);
  if (!read.ok || read.value === null) return [];
  const { pin, next, dropped } = read.value;
  return [...new Set([pin.account, ...(next === null ? [] : [next.pin.account]), ...dropped])];
}

/** The file is sealed: only its size is seen, and one that has nothing to tell is its header alone. */
function hasUndelivered(folder: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).some(
    (entry) =>
      entry.isFile() &&
      entry.name === 'undelivered.log' &&
      statSync(join(entry.parentPath, entry.name)).size > 0,
  );
}
