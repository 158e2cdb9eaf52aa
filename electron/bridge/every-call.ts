import type { Calls, HandlersOf } from '../../shared/bridge/mechanism.ts';

export interface CallWatch<K extends string> {
  /** The page was used. */
  readonly onCall: (channel: K, input: unknown) => void;
  /** A handler threw: a fault of ours, which the page sees as `INTERNAL`. */
  readonly onThrown: (channel: K, cause: unknown) => void;
}

/** The same handlers, each watched. */
export function watched<C extends Calls>(
  handlers: HandlersOf<C>,
  watch: CallWatch<keyof C & string>,
): HandlersOf<C> {
  const entries = Object.entries(handlers).map(([channel, handler]) => {
    const call = handler as (input: unknown) => Promise<unknown>;
    const watchedCall = async (input: unknown): Promise<unknown> => {
      watch.onCall(channel, input);
      try {
        return await call(input);
      } catch (cause) {
        watch.onThrown(channel, cause);
        throw cause;
      }
    };
    return [channel, watchedCall];
  });
  // The table's key ties a handler's input and answer together; a union of handlers cannot say so.
  return Object.fromEntries(entries) as HandlersOf<C>;
}
