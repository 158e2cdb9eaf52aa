import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Keychain } from '../../../electron/vault/keychain.ts';
import { ok } from '../../../shared/result.ts';

/** A keychain that outlives the process, as the operating system's does, for tests that kill it. */
export function fileKeychain(path: string): Keychain {
  return {
    read: async () => ok(existsSync(path) ? readFileSync(path) : null),
    write: async (_account, secret) => {
      writeFileSync(path, secret);
      return ok(null);
    },
  };
}
