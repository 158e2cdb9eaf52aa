import type { Connection } from './connection.ts';

const PERIOD_MS = 10_000;

/**
 * Asks the service every few seconds whether it is there, so that the light of the status line is true
 * before anybody needs it. Its capability statement is public: no token, no patient, no trace.
 *
 * @returns the way to stop
 */
export function watchService(
  connection: Connection,
  onLight: (light: 'reachable' | 'unreachable') => void,
): () => void {
  let stopped = false;
  const probe = async (): Promise<void> => {
    const answer = await askTheTime(connection);
    if (!stopped) onLight(answer.ok ? 'reachable' : 'unreachable');
  };
  void probe();
  const timer = setInterval(() => void probe(), PERIOD_MS).unref();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

/** Asks for what needs no token: whether the service answers, and by its answer what time it is there. */
export const askTheTime = (connection: Connection): ReturnType<Connection['send']> =>
  connection.send({ method: 'GET', path: '/fhir/metadata', timeoutMs: 5_000 });
