import { existsSync, readFileSync } from 'node:fs';
import { writeDurably } from '../../../electron/store/durable-file.ts';
import type { Keychain } from '../../../electron/vault/keychain.ts';
import { ok } from '../../../shared/result.ts';

/** A keychain that outlives the process and is durable when a call returns, as GNOME's is: for tests that kill or cut. */
export function fileKeychain(path: string): Keychain & { empty(): void } {
  const secrets = (): Record<string, string> =>
    existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
  return {
    read: async (account) => {
      const secret = secrets()[account];
      return ok(secret === undefined ? null : Buffer.from(secret, 'base64'));
    },
    write: async (account, secret) => {
      writeDurably(path, JSON.stringify({ ...secrets(), [account]: secret.toString('base64') }));
      return ok(null);
    },
    remove: async (account) => {
      const { [account]: _dropped, ...others } = secrets();
      writeDurably(path, JSON.stringify(others));
      return ok(null);
    },
    empty: () => writeDurably(path, '{}'),
  };
}
