import type { Keychain, KeychainTrouble } from '../../../electron/vault/keychain.ts';
import type { StretchCost } from '../../../electron/vault/stretch.ts';
import { err, ok } from '../../../shared/result.ts';

/** What a test pays for a guess where the cost is not what it is about. */
export const CHEAP: StretchCost = { iterations: 1, memorySize: 8_192, parallelism: 1 };

/** A keychain for tests that do not have the machine's. */
export interface MemoryKeychain extends Keychain {
  readonly secrets: Map<string, Buffer>;
  /** What every call meets with from now on; null: the keychain is sound. */
  trouble: KeychainTrouble | null;
}

export function memoryKeychain(secrets = new Map<string, Buffer>()): MemoryKeychain {
  const keychain: MemoryKeychain = {
    secrets,
    trouble: null,
    read: async (account) => {
      if (keychain.trouble !== null) return err(keychain.trouble);
      const secret = secrets.get(account);
      return ok(secret === undefined ? null : Buffer.from(secret));
    },
    write: async (account, secret) => {
      if (keychain.trouble !== null) return err(keychain.trouble);
      secrets.set(account, Buffer.from(secret));
      return ok(null);
    },
    remove: async (account) => {
      if (keychain.trouble !== null) return err(keychain.trouble);
      secrets.delete(account);
      return ok(null);
    },
  };
  return keychain;
}

export const noKeychain: Keychain = {
  read: async () => err('absent'),
  write: async () => err('absent'),
  remove: async () => err('absent'),
};
