import { Buffer } from 'node:buffer';
import { hkdfSync, randomBytes } from 'node:crypto';

/**
 * What each key of a professional is for. The label is part of the derivation: a key of one purpose opens
 * nothing of another, and says nothing of it.
 */
export type KeyPurpose =
  /** The database of durable things: outbox, journal, drafts, lists. */
  | 'store'
  /** What can be fetched again: documents, metadata, indexes. Also wraps the keys of its patients. */
  | 'cache'
  /** The seal of what vouches for the store while it is closed. */
  | 'witness'
  /** The second copy of acts that were not received yet. */
  | 'undelivered'
  /** What was being typed when the post locked itself. */
  | 'drafts'
  /** The patients of a day, for visits without a network. */
  | 'visitBag'
  /** Settings and lists taken to another post. */
  | 'backup';

/** The keys of one professional on this post, while his session is open. */
export interface OwnerKeys {
  /**
   * @returns 32 bytes that the caller wipes
   * @throws once the keys were forgotten: nothing may be sealed under a key of zeros
   */
  subKey(purpose: KeyPurpose): Buffer;
  /** Wipes the key that all others come from. */
  forget(): void;
}

const KEY_BYTES = 32;

/**
 * Derives the keys of a professional from his root key (HKDF, RFC 5869). The root is random and uniform: it
 * needs no salt.
 *
 * @param root 32 bytes; taken over, and wiped by `forget`
 */
export function ownerKeys(root: Buffer): OwnerKeys {
  let known: Buffer | undefined = root;
  return {
    subKey: (purpose) => {
      if (known === undefined) throw new Error('the keys were forgotten');
      return Buffer.from(hkdfSync('sha256', known, Buffer.alloc(0), `poste-sante ${purpose} 1`, KEY_BYTES));
    },
    forget: () => {
      known?.fill(0);
      known = undefined;
    },
  };
}

/** Keys that end with the process, for a post that keeps nothing. */
export const passingKeys = (): OwnerKeys => ownerKeys(randomBytes(KEY_BYTES));
