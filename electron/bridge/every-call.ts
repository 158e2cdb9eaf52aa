import type { Calls, HandlersOf } from '../../shared/bridge/mechanism.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { err } from '../../shared/result.ts';
import { FileNotSaved } from '../hosts/host.ts';

export interface CallWatch<K extends string> {
  /** The page was used. */
  readonly onCall: (channel: K, input: unknown) => void;
  /** A call succeeded, and the page has nothing of it yet. What this throws keeps the answer back. */
  readonly beforeShown?: (channel: K, input: unknown, answer: unknown) => void;
  /**
   * Something threw. @returns what the page is told where it is the disk's fault; undefined for a fault of ours,
   * which it sees as `INTERNAL`
   */
  readonly onThrown: (channel: K, cause: unknown) => FailureCode | undefined;
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
        if (cause instanceof FileNotSaved) return err('FILE_NOT_SAVED');
        const code = watch.onThrown(channel, cause);
        if (code !== undefined) return err(code);
        throw cause;
      }
    };
    return [channel, watchedCall];
  });
  // The table's key ties a handler's input and answer together; a union of handlers cannot say so.
  return Object.fromEntries(entries) as HandlersOf<C>;
}
