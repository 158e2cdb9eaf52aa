import { Buffer } from 'node:buffer';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';

/** The keychain of the operating system, holding one secret for each account. */
export interface Keychain {
  /** null: the keychain works and knows no such account. */
  read(account: string): Promise<Result<Buffer | null, 'KEYCHAIN_UNAVAILABLE'>>;
  write(account: string, secret: Buffer): Promise<Result<null, 'KEYCHAIN_UNAVAILABLE'>>;
}

const SERVICE = 'poste-sante';
/** A locked keyring asks somebody for its password; nobody may be there to answer. */
const TIMEOUT_MS = 4_000;

/**
 * The keychain of this machine, loaded at first use: on a post without one (no secret service, no session
 * bus, no library) every call answers `KEYCHAIN_UNAVAILABLE`, and nothing is kept on disk.
 */
export function osKeychain(): Keychain {
  const native = async () => (await import('keytar')).default;
  return {
    read: (account) =>
      guarded(async () => {
        const text = await (await native()).getPassword(SERVICE, account);
        return text === null ? null : Buffer.from(text, 'base64');
      }),
    write: (account, secret) =>
      guarded(async () => {
        await (await native()).setPassword(SERVICE, account, secret.toString('base64'));
        return null;
      }),
  };
}

async function guarded<T>(call: () => Promise<T>): Promise<Result<T, 'KEYCHAIN_UNAVAILABLE'>> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('keychain timeout')), TIMEOUT_MS);
  });
  try {
    return ok(await Promise.race([call(), timeout]));
  } catch {
    return err('KEYCHAIN_UNAVAILABLE');
  } finally {
    clearTimeout(timer);
  }
}
