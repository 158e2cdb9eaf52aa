import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../store/durable-file.ts';

const PIN_TRIES = 3;

/**
 * How many wrong PINs a soft card still bears. A real card counts in its chip; here a file beside the card
 * does, made durable before each try, so that killing the process does not give the try back.
 */
export interface PinTries {
  readonly left: (cardId: string) => number;
  /** Spends one try, durably; false when none is left, and then the PIN may not be looked at. */
  readonly spend: (cardId: string) => Promise<boolean>;
  /** The PIN was right: all tries are back. */
  readonly restore: (cardId: string) => Promise<void>;
}

/** A second memory of the tries that were spent, out of reach of whoever puts files back. */
export interface SpentElsewhere {
  read(cardId: string): Promise<number>;
  write(cardId: string, spent: number): Promise<void>;
}

/**
 * @param dir folder of the cards
 * @param elsewhere what counts where it remembers more than the file
 */
export function pinTriesIn(dir: string, elsewhere: SpentElsewhere): PinTries {
  const pathOf = (cardId: string): string => join(dir, `${cardId}.tries`);
  const left = (cardId: string): number => {
    const path = pathOf(cardId);
    if (!existsSync(path)) return PIN_TRIES;
    const text = readFileSync(path, 'ascii');
    // A counter that says nothing sensible gives nothing away.
    return /^[0-3]$/.test(text) ? Number(text) : 0;
  };
  return {
    left,
    spend: async (cardId) => {
      const before = Math.max(0, Math.min(left(cardId), PIN_TRIES - (await elsewhere.read(cardId))));
      const after = Math.max(0, before - 1);
      writeDurably(pathOf(cardId), String(after));
      if (before === 0) return false;
      await elsewhere.write(cardId, PIN_TRIES - after);
      return true;
    },
    restore: async (cardId) => {
      writeDurably(pathOf(cardId), String(PIN_TRIES));
      await elsewhere.write(cardId, 0);
    },
  };
}
