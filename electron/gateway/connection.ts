import type { Readable } from 'node:stream';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { PATIENCE } from './patience.ts';
import type { ServiceClock } from './service-clock.ts';
import { followService } from './service-clock.ts';
import { Agent, errors } from './undici.cjs';

export type ServiceAddress = { readonly socketPath: string } | { readonly url: string };

export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path and query below the service's root, or an absolute address of the same service. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A function gives the stream anew for each time that the request is sent. */
  readonly body?: string | Uint8Array | (() => Readable);
  /** The whole exchange ends after this many milliseconds. */
  readonly timeoutMs?: number;
  /** Whoever asked gives it up. */
  readonly signal?: AbortSignal;
  /** Told of each piece of a successful answer as it comes, so that a way that breaks off has not come in vain. */
  readonly onPiece?: (piece: Uint8Array, answer: Pick<WireAnswer, 'status' | 'headers'>) => void;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Text as it arrives; it ends, or throws, when the way is lost. */
export type FollowedAnswer =
  | { readonly kind: 'going on'; readonly text: AsyncIterable<string> }
  | { readonly kind: 'over'; readonly answer: WireAnswer };

/** A way to the national service, and to nothing else. */
export interface Connection {
  /** Root of the service as it names itself, without trailing slash. */
  readonly root: string;
  /** The service's time, as its answers tell it. */
  readonly clock: ServiceClock;
  send(request: WireRequest): Promise<Result<WireAnswer, 'SERVICE_UNREACHABLE'>>;
  /** An answer that goes on: a success is read as it comes, anything else as a whole. */
  follow(
    request: Omit<WireRequest, 'timeoutMs' | 'body'>,
    signal: AbortSignal,
  ): Promise<Result<FollowedAnswer, 'SERVICE_UNREACHABLE'>>;
  close(): Promise<void>;
}

/** An answer larger than this is not one of ours: documents are 5 MB at most (docs/rules.md 3, step 6). */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * Opens the way to the service: the private socket of the embedded one, or HTTPS.
 *
 * @param machineNow milliseconds since the epoch, by this machine's clock
 * @param started what is asked before then waits, within its own time: the service is being started
 * @throws RangeError for an address without transport security that is not this very machine
 */
export function connect(
  address: ServiceAddress,
  machineNow: () => number = Date.now,
  started: Promise<void> = Promise.resolve(),
): Connection {
  const root = 'socketPath' in address ? 'http://localhost' : safeRoot(address.url);
  const clock = followService(machineNow);
  const agent = new Agent({
    connections: 8,
    keepAliveTimeout: 30_000,
    maxResponseSize: MAX_ANSWER_BYTES,
    connect: {
      timeout: PATIENCE.connectMs,
      ...('socketPath' in address ? { socketPath: address.socketPath } : {}),
    },
  });
  return {
    root,
    clock,
    send: async (request) => {
      const signal = endOf(request);
      if (!(await before(signal, started))) return err('SERVICE_UNREACHABLE');
      const sentAt = machineNow();
      const answer = await exchange(agent, root, request, signal);
      if (answer.ok) clock.hear(first(answer.value.headers['date']), sentAt);
      return answer;
    },
    follow: async (request, signal) => {
      if (!(await before(signal, started))) return err('SERVICE_UNREACHABLE');
      const sentAt = machineNow();
      const answer = await followed(agent, root, request, signal);
      if (answer.ok) clock.hear(answer.value.date, sentAt);
      return answer;
    },
    close: () => agent.destroy(),
  };
}

function safeRoot(address: string): string {
  const url = new URL(address);
  const loopback = url.hostname === '127.0.0.1' || url.hostname === '[::1]' || url.hostname === 'localhost';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw new RangeError('the national service is reached over HTTPS only');
  }
  return url.href.replace(/\/+$/, '');
}

/** Waits for what must come first; false where the signal came before. */
function before(signal: AbortSignal, first: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const giveUp = (): void => resolve(false);
    signal.addEventListener('abort', giveUp, { once: true });
    void first.then(() => {
      signal.removeEventListener('abort', giveUp);
      resolve(!signal.aborted);
    });
    if (signal.aborted) giveUp();
  });
}

async function exchange(
  agent: Agent,
  root: string,
  request: WireRequest,
  signal: AbortSignal,
): Promise<Result<WireAnswer, 'SERVICE_UNREACHABLE'>> {
  try {
    const answer = await agent.request({
      origin: root,
      path: request.path,
      method: request.method,
      headers: { ...request.headers },
      body: typeof request.body === 'function' ? request.body() : (request.body ?? null),
      signal,
    });
    const { statusCode: status, headers } = answer;
    if (request.onPiece === undefined || status >= 300) {
      return ok({ status, headers, body: new Uint8Array(await answer.body.arrayBuffer()) });
    }
    for await (const piece of answer.body) request.onPiece(piece as Uint8Array, { status, headers });
    return ok({ status, headers, body: new Uint8Array() });
  } catch (cause) {
    if (isNetworkTrouble(cause)) return err('SERVICE_UNREACHABLE');
    throw cause;
  }
}

function endOf({ timeoutMs = PATIENCE.answerMs, signal }: WireRequest): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
}

/** No limit to the whole: it is its silence that has one. */
async function followed(
  agent: Agent,
  root: string,
  request: Omit<WireRequest, 'timeoutMs' | 'body'>,
  signal: AbortSignal,
): Promise<Result<FollowedAnswer & { readonly date: string | undefined }, 'SERVICE_UNREACHABLE'>> {
  try {
    const answer = await agent.request({
      origin: root,
      path: request.path,
      method: request.method,
      headers: { ...request.headers },
      headersTimeout: PATIENCE.answerMs,
      bodyTimeout: PATIENCE.silenceMs,
      signal,
    });
    const { headers, statusCode: status } = answer;
    const date = first(headers['date']);
    if (status === 200) {
      answer.body.setEncoding('utf8');
      return ok({ kind: 'going on', text: answer.body as AsyncIterable<string>, date });
    }
    const body = new Uint8Array(await answer.body.arrayBuffer());
    return ok({ kind: 'over', answer: { status, headers, body }, date });
  } catch (cause) {
    if (isNetworkTrouble(cause)) return err('SERVICE_UNREACHABLE');
    throw cause;
  }
}

const first = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

/** Whatever the network can do to a request; anything else is a fault of ours and must surface. */
function isNetworkTrouble(cause: unknown): boolean {
  if (cause instanceof errors.InvalidArgumentError || cause instanceof TypeError) return false;
  return cause instanceof Error;
}
