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
  readonly spend: (cardId: string) => boolean;
  /** The PIN was right: all tries are back. */
  readonly restore: (cardId: string) => void;
}

/** @param dir folder of the cards */
export function pinTriesIn(dir: string): PinTries {
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
    spend: (cardId) => {
      const before = left(cardId);
      if (before === 0) return false;
      writeDurably(pathOf(cardId), String(before - 1));
      return true;
    },
    restore: (cardId) => writeDurably(pathOf(cardId), String(PIN_TRIES)),
  };
}
