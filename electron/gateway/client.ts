import { setTimeout as pause } from 'node:timers/promises';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { ReceivedThing } from '../log/events.ts';
import type { Connection, FollowedAnswer, WireAnswer, WireRequest } from './connection.ts';
import { failureOf, successOf } from './outcome.ts';
import { backoffMs, QUICK_MS, READ_BACKOFF, READ_TRIES } from './patience.ts';

type FhirRequest = Omit<WireRequest, 'path'> & {
  /** Path and query below `/fhir`: `Patient?identifier=…`; empty for a transaction. */
  readonly path: string;
};

/** The national service as the professional at the keyboard may use it. */
export interface ServiceClient {
  /** FHIR base, absolute: what `attachment.url` and page links start with. */
  readonly base: string;
  /** Sends with the session's token; whatever is not a success is a failure code. */
  fhir(request: FhirRequest): Promise<Result<WireAnswer, FailureCode>>;
  /** The same, below the service's root, and with its answer whatever it is. */
  ask(request: WireRequest): Promise<Result<WireAnswer, FailureCode>>;
  /** Follows an answer that goes on; `path` is below the service's root. */
  follow(
    path: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Result<AsyncIterable<string>, FailureCode>>;
  /** Something received does not have the form it should; what is usable is shown all the same. */
  unusual(what: ReceivedThing, count: number): void;
}

/** Where a client has its token from: the professional's own session, or one that is bound to a record. */
export interface TokenSource {
  /** A token good for at least some seconds more, renewed first where needed. */
  token(): Promise<Result<string, FailureCode>>;
  /** The service did not take this token: gets another one, or says why there is none. */
  renewAfter(refused: string): Promise<Result<string, FailureCode>>;
}

export interface ServiceClientDeps {
  readonly connection: Connection;
  readonly session: TokenSource;
  readonly onLight: (light: 'reachable' | 'unreachable') => void;
  readonly onUnusual: (what: ReceivedThing, count: number) => void;
}

export function createClient(deps: ServiceClientDeps): ServiceClient {
  const { connection, session } = deps;

  async function sendWith(token: string, request: WireRequest): Promise<Result<WireAnswer, FailureCode>> {
    const answer = await sendAsOften(
      () =>
        connection.send({
          ...request,
          headers: { accept: 'application/fhir+json', ...request.headers, authorization: `Bearer ${token}` },
        }),
      request,
    );
    // A way that we gave up ourselves tells nothing of the service.
    if (request.signal?.aborted !== true) deps.onLight(answer.ok ? 'reachable' : 'unreachable');
    return answer;
  }

  async function followWith(
    token: string,
    ...[path, headers, signal]: Parameters<ServiceClient['follow']>
  ): Promise<Result<FollowedAnswer, FailureCode>> {
    const answer = await connection.follow(
      { method: 'GET', path, headers: { ...headers, authorization: `Bearer ${token}` } },
      signal,
    );
    // A way that we gave up ourselves tells nothing of the service.
    if (!signal.aborted) deps.onLight(answer.ok ? 'reachable' : 'unreachable');
    return answer;
  }

  async function ask(request: WireRequest): Promise<Result<WireAnswer, FailureCode>> {
    const token = await session.token();
    if (!token.ok) return token;
    const answer = await sendWith(token.value, request);
    if (!answer.ok || answer.value.status !== 401) return answer;
    const fresh = await session.renewAfter(token.value);
    return fresh.ok ? sendWith(fresh.value, request) : fresh;
  }

  return {
    base: `${connection.root}/fhir`,
    follow: async (...asked) => {
      const token = await session.token();
      if (!token.ok) return token;
      let followed = await followWith(token.value, ...asked);
      if (followed.ok && followed.value.kind === 'over' && followed.value.answer.status === 401) {
        const fresh = await session.renewAfter(token.value);
        if (!fresh.ok) return fresh;
        followed = await followWith(fresh.value, ...asked);
      }
      if (!followed.ok) return followed;
      return followed.value.kind === 'going on'
        ? ok(followed.value.text)
        : err(failureOf(followed.value.answer));
    },
    unusual: deps.onUnusual,
    ask,
    fhir: async (request) => {
      const answer = await ask({ ...request, path: fhirPath(request.path) });
      return answer.ok ? successOf(answer.value) : answer;
    },
  };
}

/** Below the service's root, from what stands below its FHIR base; empty for a transaction. */
export const fhirPath = (path: string): string => (path === '' ? '/fhir' : `/fhir/${path}`);

/** A token search parameter: `system|value`, encoded. */
export function tokenParam(identifier: { readonly system: string; readonly value: string }): string {
  return encodeURIComponent(`${identifier.system}|${identifier.value}`);
}

/**
 * A reading that is cut off is asked again, soon and a few times: a packet that was lost must not cost somebody
 * his screen. A write is not: its author's outbox knows it by its name, and others ask again themselves.
 */
async function sendAsOften(
  send: () => ReturnType<Connection['send']>,
  { method, signal, onPiece }: WireRequest,
): ReturnType<Connection['send']> {
  const startedAt = performance.now();
  for (let tries = 1; ; tries += 1) {
    const answer = await send();
    const isOver = answer.ok || method !== 'GET' || onPiece !== undefined || signal?.aborted === true;
    if (isOver || tries === READ_TRIES || performance.now() - startedAt > QUICK_MS) return answer;
    await pause(backoffMs(READ_BACKOFF, tries, Math.random()));
  }
}
