import { Buffer } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import { readKeyFile } from './key-file.ts';
import type { StretchCost } from './stretch.ts';
import { stretch } from './stretch.ts';

export type Stretch = typeof stretch;

/** A PIN that is being stretched while its card still judges it. */
export interface EarlyStretch {
  readonly stretch: Stretch;
  /** Nobody asks for it any more: it is wiped, now or when it is done. */
  forget(): void;
}

/**
 * Begins the slow step of opening somebody's keys before the card has answered: half a second that is not waited
 * for twice. It tells nothing: what comes of it opens the keys only with the keychain's secret, which is asked for
 * once the card has accepted the PIN.
 *
 * @param folder of the professional's keys on this post
 * @param pin copied, and the copy wiped
 */
export function stretchEarly(folder: string, pin: Uint8Array, slow: Stretch = stretch): EarlyStretch {
  const read = readKeyFile(folder);
  if (!read.ok || read.value === null) return { stretch: slow, forget: () => undefined };
  const { salt, cost } = read.value.pin;
  const own = Buffer.from(pin);
  let isTaken = false;
  const begun = slow(own, Buffer.from(salt, 'base64'), cost);
  // Whoever takes it meets its failure; where nobody does, nobody needs to.
  begun.catch(() => undefined);
  const isSame = (other: Uint8Array, otherSalt: Uint8Array, otherCost: StretchCost): boolean =>
    own.equals(other) &&
    Buffer.from(otherSalt).toString('base64') === salt &&
    isDeepStrictEqual(otherCost, cost);
  return {
    stretch: async (other, otherSalt, otherCost) => {
      if (isTaken || !isSame(other, otherSalt, otherCost)) return slow(other, otherSalt, otherCost);
      isTaken = true;
      return begun.finally(() => own.fill(0));
    },
    forget: () => {
      if (isTaken) return;
      isTaken = true;
      void begun
        .then((key) => key.fill(0))
        .catch(() => undefined)
        .finally(() => own.fill(0));
    },
  };
}
