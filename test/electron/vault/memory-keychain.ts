import type { Keychain } from '../../../electron/vault/keychain.ts';
import { err, ok } from '../../../shared/result.ts';

/** A keychain for tests that do not have the machine's. */
export function memoryKeychain(): Keychain & { readonly secrets: Map<string, Buffer> } {
  const secrets = new Map<string, Buffer>();
  return {
    secrets,
    read: async (account) => {
      const secret = secrets.get(account);
      return ok(secret === undefined ? null : Buffer.from(secret));
    },
    write: async (account, secret) => {
      secrets.set(account, Buffer.from(secret));
      return ok(null);
    },
  };
}

export const noKeychain: Keychain = {
  read: async () => err('KEYCHAIN_UNAVAILABLE'),
  write: async () => err('KEYCHAIN_UNAVAILABLE'),
};
