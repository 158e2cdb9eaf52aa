import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { err } from '../../shared/result.ts';
import type { ServiceClient } from './client.ts';
import { fhirPath } from './client.ts';
import type { WireAnswer } from './connection.ts';
import type { NamedRequest, Sending } from './named-request.ts';
import { pieces } from './named-request.ts';
import { failureOf, successOf } from './outcome.ts';
import { backoffMs, PARTS, PATIENCE, QUICK_MS, READ_BACKOFF, READ_TRIES } from './patience.ts';

/** What an answer about an upload means for whoever sends it. */
type Told =
  /** The service holds so much, durably: it goes on from there. */
  | { readonly kind: 'held'; readonly upload: string; readonly offset: number }
  /** The act's own answer, or why there is none for now. */
  | { readonly kind: 'over'; readonly answer: Result<WireAnswer, FailureCode> }
  /** Nobody knows how far it is: the service is asked. */
  | { readonly kind: 'lost' }
  /** The service takes no parts, or not these: the act goes in one request, whose answer counts. */
  | { readonly kind: 'whole' };

/** How large parts are, and what passes before the service is asked again. */
export interface Pace {
  readonly sizes: Readonly<Record<keyof typeof PARTS, number>>;
  readonly pause: (milliseconds: number) => Promise<void>;
}

const PACE: Pace = { sizes: PARTS, pause: (milliseconds) => pause(milliseconds) };

/**
 * Sends the body of an act in parts (draft-ietf-httpbis-resumable-upload). Nothing is done before the last one is
 * there; whatever was cut off goes on from what the service holds, over a restart of either side: the upload has
 * the act's own name.
 *
 * The request that begins it is empty. A service that knows nothing of parts gets nothing that it could mistake
 * for the act; one that does says in its answer how far it is, or how the act was answered.
 *
 * @returns undefined where the act is to be sent in one request
 */
export async function sendInParts(
  client: ServiceClient,
  request: NamedRequest,
  sending: Sending,
  { sizes, pause: passes }: Pace = PACE,
): Promise<Result<WireAnswer, FailureCode> | undefined> {
  const digest = createHash('sha256').update(request.body).digest('base64');
  let size = sizes.firstBytes;
  let held = -1;
  let failures = 0;
  let lastHeldAt = performance.now();
  for (;;) {
    let told = await begin(client, request, digest, sending);
    const isReached = told.kind === 'held';
    while (told.kind === 'held') {
      sending.onHeld(told.upload, told.offset);
      if (told.offset > held) {
        held = told.offset;
        failures = 0;
        lastHeldAt = performance.now();
      }
      const sentAt = performance.now();
      told = await sendPart(client, request.body, told, size, sending);
      const isQuick = performance.now() - sentAt < sizes.growsWithinMs;
      if (told.kind === 'held' && isQuick) size = Math.min(size * 2, sizes.mostBytes);
    }
    if (told.kind === 'over') return told.answer;
    if (told.kind === 'whole') return undefined;
    size = Math.max(size >> 1, sizes.leastBytes);
    failures += 1;
    // A part may have been too long for the line; a question without content was not.
    const isLong = !isReached && performance.now() - lastHeldAt > QUICK_MS;
    if (sending.signal.aborted || failures > READ_TRIES || isLong) return err('SERVICE_UNREACHABLE');
    await passes(backoffMs(READ_BACKOFF, failures, Math.random()));
  }
}

/** Lets the service forget the parts of an act that was taken back; it forgets them by itself later. */
export async function cancelUpload(client: ServiceClient, upload: string): Promise<void> {
  await client.ask({ method: 'DELETE', path: upload });
}

async function begin(
  client: ServiceClient,
  { method, path, headers, body, key }: NamedRequest,
  digest: string,
  { signal }: Sending,
): Promise<Told> {
  const answer = await client.ask({
    method,
    path: fhirPath(path),
    headers: {
      ...headers,
      'idempotency-key': `"${key}"`,
      'upload-complete': '?0',
      'upload-length': String(body.length),
      'repr-digest': `sha-256=:${digest}:`,
    },
    body: new Uint8Array(),
    signal,
  });
  const upload = answer.ok ? answer.value.headers['location'] : undefined;
  const isBegun = answer.ok && answer.value.status === 201 && typeof upload === 'string';
  return meaning(answer, isBegun && /^\/[^/]/.test(upload) ? upload : undefined);
}

async function sendPart(
  client: ServiceClient,
  body: Uint8Array,
  { upload, offset }: Told & { readonly kind: 'held' },
  size: number,
  { signal, onLeaving, onSent }: Sending,
): Promise<Told> {
  const part = body.subarray(offset, offset + size);
  const isLast = offset + part.length === body.length;
  const answer = await client.ask({
    method: 'PATCH',
    path: upload,
    headers: {
      'content-type': 'application/partial-upload',
      'content-length': String(part.length),
      'upload-offset': String(offset),
      'upload-complete': isLast ? '?1' : '?0',
    },
    body: () =>
      Readable.from(pieces(part, isLast ? onLeaving : () => undefined, (sent) => onSent(offset + sent))),
    timeoutMs: PATIENCE.pieceMs,
    signal,
  });
  return meaning(answer, answer.ok && answer.value.status === 204 ? upload : undefined);
}

/** @param upload where the answer says that something of the act is held there, and no more */
function meaning(answer: Result<WireAnswer, FailureCode>, upload: string | undefined): Told {
  if (!answer.ok) return answer.error === 'SERVICE_UNREACHABLE' ? { kind: 'lost' } : { kind: 'over', answer };
  const { status, headers } = answer.value;
  if (headers['upload-complete'] === '?1') {
    return { kind: 'over', answer: successOf(answer.value) };
  }
  const offset = headers['upload-offset'];
  if (upload !== undefined && typeof offset === 'string' && /^\d{1,15}$/.test(offset)) {
    return { kind: 'held', upload, offset: Number(offset) };
  }
  if (ASK_AGAIN.has(status)) return { kind: 'lost' };
  if (status === 401 || status === 429 || status >= 500) {
    return { kind: 'over', answer: err(failureOf(answer.value)) };
  }
  return { kind: 'whole' };
}

/** It is further, over, or gone; or somebody on the way cannot reach the service. */
const ASK_AGAIN: ReadonlySet<number> = new Set([404, 409, 410, 502, 503, 504]);
