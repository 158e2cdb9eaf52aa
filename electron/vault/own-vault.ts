import type { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { KeyFile } from './key-file.ts';
import { readKeyFile } from './key-file.ts';
import type { KeychainTrouble } from './keychain.ts';
import type { Vault } from './owner-vault.ts';
import { newSecret, replaceFile, sealAnew } from './owner-vault.ts';
import { keepCode } from './recovery.ts';
import { wrapWithCode, wrapWithPin } from './wrap.ts';

type VaultError = KeychainTrouble | 'NO_KEYS';

/** What the professional may do about his own keys while his session is open. */
export interface OwnVault {
  /** The file of his keys as it stands; null: it cannot be read any more. */
  file(): KeyFile | null;
  /** Makes a printed code the one that opens. */
  keepCode(code: Uint8Array): Promise<Result<KeyFile, VaultError>>;
  /** Seals the keys under a new PIN of his card, and a new secret of the keychain. */
  sealUnder(pin: Uint8Array): Promise<Result<KeyFile, VaultError>>;
  /** Has everything sealed under a new key at the next opening; until then the old one holds. */
  renew(pin: Uint8Array, code: Uint8Array): Promise<Result<KeyFile, VaultError>>;
  /** Wipes the root. */
  forget(): void;
}

/** @param root 32 bytes; taken over, and wiped by `forget` */
export function ownVault(vault: Vault, root: Buffer): OwnVault {
  const file = (): KeyFile | null => {
    const read = readKeyFile(vault.folder);
    return read.ok ? read.value : null;
  };
  return {
    file,
    keepCode: (code) => keepCode(vault, root, code),
    sealUnder: async (pin) => {
      const current = file();
      return current === null ? err('NO_KEYS') : sealAnew(vault, current, root, pin);
    },
    renew: async (pin, code) => {
      const current = file();
      return current === null ? err('NO_KEYS') : askRenewal(vault, current, pin, code);
    },
    forget: () => void root.fill(0),
  };
}

/**
 * Lays a new root down beside the one in use, under a secret, the PIN and a code of its own: what is known of
 * the old one opens nothing of the new one.
 */
async function askRenewal(
  vault: Vault,
  current: KeyFile,
  pin: Uint8Array,
  code: Uint8Array,
): Promise<Result<KeyFile, KeychainTrouble>> {
  const fresh = await newSecret(vault);
  if (!fresh.ok) return fresh;
  const { account, secret } = fresh.value;
  const root = randomBytes(32);
  try {
    return await replaceFile(vault, {
      ...current,
      revision: current.revision + 1,
      dropped: [...current.dropped, ...(current.next === null ? [] : [current.next.pin.account])],
      next: {
        generation: highestGeneration(vault, current) + 1,
        pin: await wrapWithPin(root, { keychain: secret, pin }, { ...vault, account }),
        code: {
          wrap: wrapWithCode(root, code, vault.owner),
          madeAt: new Date(vault.now()).toISOString(),
        },
      },
    });
  } finally {
    root.fill(0);
    secret.fill(0);
  }
}

/** Whatever lies there, under whichever key: a number that was used is not used again. */
function highestGeneration(vault: Vault, { generation }: KeyFile): number {
  const numbers = readdirSync(vault.folder).filter((name) => /^\d+$/.test(name));
  return Math.max(generation, ...numbers.map(Number));
}

/** Goes on with the new root alone, once everything was copied under it and compared. */
export async function finishRenewal(vault: Vault, file: KeyFile): Promise<Result<KeyFile, KeychainTrouble>> {
  if (file.next === null) return ok(file);
  return replaceFile(vault, {
    ...file,
    ...file.next,
    revision: file.revision + 1,
    madeAt: new Date(vault.now()).toISOString(),
    next: null,
    former: file.generation,
    dropped: [...file.dropped, file.pin.account],
  });
}
