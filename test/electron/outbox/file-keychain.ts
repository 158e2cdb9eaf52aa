import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Keychain } from '../../../electron/vault/keychain.ts';
import { ok } from '../../../shared/result.ts';

/** A keychain that outlives the process, as the operating system's does, for tests that kill it. */
export function fileKeychain(path: string): Keychain {
  const secrets = (): Record<string, string> =>
    existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
  return {
    read: async (account) => {
      const secret = secrets()[account];
      return ok(secret === undefined ? null : Buffer.from(secret, 'base64'));
    },
    write: async (account, secret) => {
      writeFileSync(path, JSON.stringify({ ...secrets(), [account]: secret.toString('base64') }));
      return ok(null);
    },
    remove: async (account) => {
      const { [account]: _dropped, ...others } = secrets();
      writeFileSync(path, JSON.stringify(others));
      return ok(null);
    },
  };
}
