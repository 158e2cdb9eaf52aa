import { Buffer } from 'node:buffer';
import type { SpentElsewhere } from '../session/tries.ts';
import type { Result } from '../../shared/result.ts';
import type { Keychain, KeychainTrouble } from './keychain.ts';

/**
 * The keychain's memory of wrong PINs, beside the file of the card: the file put back gives no try back. A
 * keychain that is not there remembers nothing, and the file alone counts.
 *
 * @param ownerOf name of a card in the keychain
 */
export function triesInKeychain(keychain: Keychain, ownerOf: (cardId: string) => string): SpentElsewhere {
  const accountOf = (cardId: string): string => triesAccount(ownerOf(cardId));
  return {
    read: async (cardId) => {
      const found = await keychain.read(accountOf(cardId));
      if (!found.ok || found.value === null) return 0;
      const spent = Number(found.value.toString('ascii'));
      // What says nothing sensible gives nothing away.
      return Number.isInteger(spent) && spent >= 0 ? spent : Number.POSITIVE_INFINITY;
    },
    write: async (cardId, spent) => {
      await keychain.write(accountOf(cardId), Buffer.from(String(spent), 'ascii'));
    },
  };
}

const triesAccount = (owner: string): string => `${owner}.tries`;

/** Forgets the count, with all that it guarded. */
export const forgetTries = (keychain: Keychain, owner: string): Promise<Result<null, KeychainTrouble>> =>
  keychain.remove(triesAccount(owner));
