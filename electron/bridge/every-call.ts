import type { Calls, HandlersOf } from '../../shared/bridge/mechanism.ts';
import type { Result } from '../../shared/result.ts';

export interface CallWatch<K extends string> {
  /** The page was used. */
  readonly onCall: (channel: K, input: unknown) => void;
  /** A call succeeded, and the page has nothing of it yet. What this throws keeps the answer back. */
  readonly beforeShown?: (channel: K, input: unknown, answer: unknown) => void;
  /** A handler threw: a fault of ours, which the page sees as `INTERNAL`. */
  readonly onThrown: (channel: K, cause: unknown) => void;
}

/** The same handlers, each watched. */
export function watched<C extends Calls>(
  handlers: HandlersOf<C>,
  watch: CallWatch<keyof C & string>,
): HandlersOf<C> {
  const entries = Object.entries(handlers).map(([channel, handler]) => {
    const call = handler as (input: unknown) => Promise<Result<unknown, unknown>>;
    const watchedCall = async (input: unknown): Promise<unknown> => {
      watch.onCall(channel, input);
      try {
        const answer = await call(input);
        if (answer.ok) watch.beforeShown?.(channel, input, answer.value);
        return answer;
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
