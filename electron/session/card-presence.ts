import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Says whether the card of whoever is at the post is still there: the port of a reader. */
export interface CardPresence {
  /**
   * Calls `onPulled` once when the card is gone.
   *
   * @returns how to stop
   */
  watch(cardId: string, onPulled: () => void): () => void;
  isThere(cardId: string): boolean;
}

/** A folder may be one whose changes nobody tells of (a network share): it is looked at all the same. */
const LOOK_MS = 400;

/** Soft cards: the card is pulled when its file disappears. */
export function softCardPresence(cardsDir: string): CardPresence {
  const isThere = (cardId: string): boolean => existsSync(join(cardsDir, `${cardId}.json`));
  return {
    isThere,
    watch: (cardId, onPulled) => {
      let stopped = false;
      const look = (): void => {
        if (stopped || isThere(cardId)) return;
        stop();
        onPulled();
      };
      const timer = setInterval(look, LOOK_MS).unref();
      const told = watch(cardsDir, { persistent: false }, look);
      told.on('error', () => told.close());
      const stop = (): void => {
        stopped = true;
        clearInterval(timer);
        told.close();
      };
      look();
      return stop;
    },
  };
}

/** A post without a reader: no card is ever seen to leave. */
export const noReader: CardPresence = { isThere: () => true, watch: () => () => undefined };
