import { hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;

/** What the key of a cache is used for, each with a key of its own. */
export interface CacheKeys {
  /** Encrypts the list of kept patients. */
  readonly list: Buffer;
  /** Seals the keys of the patients in that list. */
  readonly patients: Buffer;
  /** Overwrites both. */
  wipe(): void;
}

/**
 * The keys of a cache, from the one that the vault gives for it.
 *
 * @param key 32 bytes; the caller keeps and wipes them
 */
export function cacheKeys(key: Uint8Array): CacheKeys {
  const derived = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), `poste-sante cache ${use} 1`, KEY_BYTES));
  const list = derived('list');
  const patients = derived('patients');
  return {
    list,
    patients,
    wipe: () => {
      list.fill(0);
      patients.fill(0);
    },
  };
}
