import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { keepsPlainText } from './plain-keyring.ts';

export type KeychainTrouble =
  /** No secret service, no session bus, no library: this machine has no keychain. */
  | 'absent'
  /** There is one, and it is closed: somebody has to open it, or gave up opening it. */
  | 'locked'
  /** It keeps its secrets in clear: a copy of the disk would hold them too. */
  | 'weak';

/** The keychain of the operating system, holding one secret for each account. */
export interface Keychain {
  /** null: the keychain is open and sound, and knows no such account. */
  read(account: string): Promise<Result<Buffer | null, KeychainTrouble>>;
  /** Writes, reads back and compares: an answer that is ok means that the secret is there. */
  write(account: string, secret: Buffer): Promise<Result<null, KeychainTrouble>>;
  /** Forgets an account; it need not exist. */
  remove(account: string): Promise<Result<null, KeychainTrouble>>;
}

const SERVICE = 'poste-sante';
/** Says nothing of anybody: written to find out whether the keychain takes and gives back. */
const PROBE = 'probe';
/** A locked keyring asks somebody for its password; nobody may be there to answer. */
const TIMEOUT_MS = 4_000;

interface Native {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * The keychain of this machine, loaded at first use. Without a sound one every call says why, and nothing is
 * kept on disk.
 */
export function osKeychain(): Keychain {
  const native = async (): Promise<Native> => (await import('keytar')).default;
  const get = (account: string): Promise<Result<Buffer | null, KeychainTrouble>> =>
    guarded(async () => {
      const text = await (await native()).getPassword(SERVICE, account);
      return text === null ? null : Buffer.from(text, 'base64');
    });
  const set = (account: string, secret: Buffer): Promise<Result<null, KeychainTrouble>> =>
    guarded(async () => {
      await (await native()).setPassword(SERVICE, account, secret.toString('base64'));
      return null;
    });

  /** Once for all who wait: two probes at a time would find each other's. */
  let probing: Promise<Result<null, KeychainTrouble>> | undefined;

  async function write(account: string, secret: Buffer): Promise<Result<null, KeychainTrouble>> {
    const written = await set(account, secret);
    if (!written.ok) return written;
    const back = await get(account);
    if (!back.ok) return back;
    if (back.value === null || !back.value.equals(secret)) return err('locked');
    back.value.fill(0);
    return keepsPlainText(SERVICE) ? err('weak') : ok(null);
  }

  return {
    read: async (account) => {
      const found = await get(account);
      if (!found.ok) return found;
      if (found.value !== null) return keepsPlainText(SERVICE) ? err('weak') : found;
      // The secret service answers "no such account" for a locked collection as well: only a keychain that
      // takes a secret and gives it back really knows none.
      probing ??= write(PROBE, randomBytes(16)).finally(() => {
        probing = undefined;
      });
      const probed = await probing;
      return probed.ok ? ok(null) : probed;
    },
    write,
    remove: (account) =>
      guarded(async () => {
        await (await native()).deletePassword(SERVICE, account);
        return null;
      }),
  };
}

async function guarded<T>(call: () => Promise<T>): Promise<Result<T, KeychainTrouble>> {
  let timer: NodeJS.Timeout | undefined;
  const waited = Symbol('waited');
  const timeout = new Promise<typeof waited>((resolve) => {
    timer = setTimeout(() => resolve(waited), TIMEOUT_MS);
  });
  try {
    const answer = await Promise.race([call(), timeout]);
    return answer === waited ? err('locked') : ok(answer as T);
  } catch (cause) {
    return err(troubleOf(cause));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The libraries of the three systems have no codes in common: what they say of a keychain that is there and
 * closed is told apart by its words, everything else counts as no keychain.
 */
function troubleOf(cause: unknown): KeychainTrouble {
  const text = cause instanceof Error ? cause.message : '';
  return /locked|dismissed|not exist at path|interaction is not allowed|user canceled|user name or passphrase/i.test(
    text,
  )
    ? 'locked'
    : 'absent';
}
