import type { InsDatamatrix } from '../../shared/identity/ins-datamatrix.ts';

/** What a reader found on a card: an identity to be checked, never one to be trusted. */
export type CardIdentity = InsDatamatrix;

/**
 * The port of whatever reads the patient's card at a counter. A reader of Vitale cards stands behind it as the
 * simulated one does; a scanner that types needs none.
 */
export interface PatientReader {
  readonly kind: 'none' | 'simulated';
  /** Calls `listener` at each card; answers how to stop. */
  onCard(listener: (card: CardIdentity) => void): () => void;
}

/** No reader at this post. */
export const noPatientReader: PatientReader = { kind: 'none', onCard: () => () => undefined };

export interface SimulatedReader extends PatientReader {
  readonly kind: 'simulated';
  /** Somebody holds a card to it. */
  present(card: CardIdentity): void;
}

/** A reader for training and tests: cards are held to it from the screen. */
export function createSimulatedReader(): SimulatedReader {
  const listeners = new Set<(card: CardIdentity) => void>();
  return {
    kind: 'simulated',
    onCard: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    present: (card) => {
      for (const listener of listeners) listener(card);
    },
  };
}
