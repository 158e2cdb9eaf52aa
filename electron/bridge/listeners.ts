import type { Emit, Events } from '../../shared/bridge/mechanism.ts';

/** Who listens to a window's events: its page, and in tests whoever wants to know. */
export interface Listeners<E extends Events> {
  readonly emit: Emit<E>;
  /** Answers the way to stop. */
  add(listener: Emit<E>): () => void;
  clear(): void;
}

export function createListeners<E extends Events>(): Listeners<E> {
  const listeners = new Set<Emit<E>>();
  return {
    emit: (event, payload) => {
      for (const listener of listeners) listener(event, payload);
    },
    add: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    clear: () => listeners.clear(),
  };
}
