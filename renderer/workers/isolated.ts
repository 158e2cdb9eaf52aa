import { err, ok, type Result } from '../../shared/result.ts';
import { startWorker } from './start.ts';

/** How long a reader may think about bytes that somebody else made, in milliseconds. */
export const READING_LIMIT_MS = 5_000;

/** TIMEOUT: the reader was stopped at its limit. CRASHED: it failed without an answer (memory, bug). */
export type IsolationFailure = 'TIMEOUT' | 'CRASHED';

export interface Isolated<Question, Answer> {
  /** One question at a time; after a failure the worker is gone and every question fails. */
  ask(question: Question): Promise<Result<Answer, IsolationFailure>>;
  /** Ends the worker, and with it all that it read. */
  end(): void;
}

/**
 * Reads hostile bytes away from the page: in a worker of their own, that is ended when it takes too long.
 * The worker answers each message with one message.
 */
export function isolate<Question, Answer>(
  address: string,
  limitMs: number = READING_LIMIT_MS,
): Isolated<Question, Answer> {
  const worker = startWorker(address);
  let failure: IsolationFailure | null = null;

  function end(reason: IsolationFailure): void {
    failure ??= reason;
    worker.terminate();
  }

  return {
    ask(question) {
      return new Promise((resolve) => {
        if (failure !== null) {
          resolve(err(failure));
          return;
        }
        const settle = (outcome: Result<Answer, IsolationFailure>): void => {
          clearTimeout(timer);
          worker.onmessage = null;
          worker.onerror = null;
          resolve(outcome);
        };
        const timer = setTimeout(() => {
          end('TIMEOUT');
          settle(err('TIMEOUT'));
        }, limitMs);
        worker.onmessage = (event: MessageEvent<Answer>) => settle(ok(event.data));
        worker.onerror = (event) => {
          event.preventDefault();
          end('CRASHED');
          settle(err('CRASHED'));
        };
        worker.postMessage(question);
      });
    },
    end: () => end('CRASHED'),
  };
}

/** Asks one question to a worker of its own and ends it. */
export async function askIsolated<Question, Answer>(
  address: string,
  question: Question,
  limitMs?: number,
): Promise<Result<Answer, IsolationFailure>> {
  const reader = isolate<Question, Answer>(address, limitMs);
  try {
    return await reader.ask(question);
  } finally {
    reader.end();
  }
}
