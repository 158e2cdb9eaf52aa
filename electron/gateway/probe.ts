import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import { backoffMs, PATIENCE, READ_BACKOFF } from './patience.ts';

const PERIOD_MS = 10_000;

export interface ServiceWatch {
  /** Asks now, besides every few seconds. */
  readonly ask: () => Promise<void>;
  readonly stop: () => void;
}

/**
 * Asks the service every few seconds whether it is there, so that the light of the status line is true
 * before anybody needs it, and what it says of itself. Its capability statement is public: no token, no
 * patient, no trace.
 *
 * @param started it is asked from then on
 */
export function watchService(
  connection: Connection,
  onLight: (light: 'reachable' | 'unreachable') => void,
  onStatement: (statement: unknown) => Promise<void>,
  onAnswered: (ms: number) => void = () => undefined,
  started: Promise<void> = Promise.resolve(),
): ServiceWatch {
  let stopped = false;
  let begun = false;
  const ask = async (): Promise<void> => {
    let askedAt = performance.now();
    let answer = await askTheTime(connection);
    // One lost packet is no service that is away: it is asked once more before anybody is told.
    if (!answer.ok && !stopped) {
      await pause(backoffMs(READ_BACKOFF, 1, Math.random()));
      askedAt = performance.now();
      answer = await askTheTime(connection);
    }
    if (stopped) return;
    onLight(answer.ok ? 'reachable' : 'unreachable');
    if (answer.ok) onAnswered(performance.now() - askedAt);
    if (answer.ok && answer.value.status === 200) await onStatement(jsonOf(answer.value.body));
  };
  // What waits for a service that is being started says nothing of the line.
  void started.then(() => {
    begun = true;
    return stopped ? undefined : ask();
  });
  const timer = setInterval(() => {
    if (begun) void ask();
  }, PERIOD_MS).unref();
  return {
    ask,
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Asks for what needs no token: whether the service answers, and by its answer what time it is there. */
export const askTheTime = (connection: Connection): ReturnType<Connection['send']> =>
  connection.send({ method: 'GET', path: '/fhir/metadata', timeoutMs: PATIENCE.probeMs });
