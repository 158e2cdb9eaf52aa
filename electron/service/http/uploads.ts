import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { Caller } from '../auth/caller.ts';
import type { ServiceContext } from '../context.ts';
import type { UploadRow } from '../storage/uploads.ts';
import type { Answer } from './answer.ts';
import type { SignedInExchange } from './exchange.ts';
import { answeringPart, answerRefusal } from './exchange.ts';
import { answerOf, idempotencyKeyOf, keyHolder, personOf } from './idempotency.ts';
import { pathParameter } from './input.ts';
import { invalid, refusal } from './refusal.ts';
import { byteCount, completeness, keptHeaders, stateHeaders, toldDigest } from './upload-headers.ts';

/** Bytes of a body, from an offset on (draft-ietf-httpbis-resumable-upload). */
export const PARTIAL_UPLOAD = 'application/partial-upload';

const HOUR_MS = 3_600_000;

/**
 * Bodies of writes under `/fhir` that arrive in parts, beside the one request of the national interface, which
 * stays: draft-ietf-httpbis-resumable-upload, bound to the idempotency key of the write. Until its last part is
 * there nothing was asked for; then the whole goes through the write's own route, as if it had come at once.
 *
 * @param maxBytes of a body, in parts as in one
 */
export function registerUploads(app: FastifyInstance, context: ServiceContext, maxBytes: number): void {
  const begin = answeringPart(context, 'upload', (exchange) => beginUpload(exchange, maxBytes));
  const append = answeringPart(context, 'upload', (exchange) => appendPart(exchange, maxBytes));

  // Whatever write it is, and before its route has a say: a part of a body means nothing to it.
  app.addHook('preHandler', async (request, reply): Promise<unknown> =>
    beginsUpload(request) ? begin.call(app, request, reply) : undefined,
  );
  app.head(
    '/upload/:id',
    answeringPart(context, 'upload', ({ request, caller, now }) => ({
      status: 204,
      headers: stateHeaders(ownUpload(context, request, caller, now), maxBytes, now),
      body: null,
    })),
  );
  app.patch('/upload/:id', (request, reply) =>
    completeness(request) === true
      ? complete(app, context, request, reply, maxBytes)
      : append.call(app, request, reply),
  );
  app.delete('/upload/:id', answeringPart(context, 'upload', cancel));
}

function beginsUpload(request: FastifyRequest): boolean {
  const { method, url, is404, routeOptions } = request;
  const isWrite = method === 'POST' || method === 'PUT' || method === 'PATCH';
  const isOffered = !is404 && routeOptions.config.refused !== true;
  return isWrite && isOffered && /^\/fhir(?:[/?]|$)/.test(url) && completeness(request) === false;
}

/**
 * Begins an upload, or says how far it is: whoever lost the answer, or was killed, asks again by the same key.
 * Where the write was done meanwhile he gets its answer.
 */
function beginUpload(exchange: SignedInExchange, maxBytes: number): Answer {
  const { context, request, caller, now } = exchange;
  const { uploads, answered } = context.stores;
  exchange.attempt({ action: 'upload', detail: { step: 'begin' } });
  const key = idempotencyKeyOf(request);
  if (key === undefined) throw invalid('Idempotency-Key');
  const asked = {
    method: request.method,
    url: request.url,
    headers: JSON.stringify(keptHeaders(request)),
    length: byteCount(request, 'upload-length'),
    digest: toldDigest(request),
  };
  if (asked.length > maxBytes) {
    throw refusal('TOO_LARGE', { headers: { 'upload-limit': `max-size=${maxBytes}` } });
  }
  const holder = keyHolder(caller);
  const before = uploads.named(holder, key);
  if (before !== undefined && before.expires_at > now) {
    if (!isSameWrite(before, asked)) throw refusal('INVALID', { status: 422, detail: 'Idempotency-Key' });
    if (before.is_complete === 0) return begun(before, maxBytes, now);
    const first = answered.of(holder, key);
    // Its last part may have been the one whose answer was lost. Erased with its record, it is asked for anew.
    if (first !== undefined) return withState(answerOf(first), before, maxBytes, now);
  }
  if (before !== undefined) uploads.erase(before.id);
  const { uploadHours, uploadsPerPerson } = context.policy.parameters;
  const bytes = bodyOf(request);
  if (bytes.length > asked.length) throw invalid('Upload-Length');
  const row: UploadRow = {
    ...asked,
    id: randomBytes(32).toString('hex'),
    caller: holder,
    key,
    person: personOf(caller),
    held: 0,
    is_complete: 0,
    touched: now,
    expires_at: now + uploadHours * HOUR_MS,
  };
  uploads.add(row);
  uploads.append(row.id, bytes, now);
  // Nobody is locked out by what a post left behind: what was left longest goes, and is begun again if need be.
  uploads.keepLatest(row.person, uploadsPerPerson);
  return begun({ ...row, held: bytes.length }, maxBytes, now);
}

const begun = (row: UploadRow, maxBytes: number, now: Instant): Answer =>
  withState({ status: 201, headers: { location: `/upload/${row.id}` }, body: null }, row, maxBytes, now);

const withState = (answer: Answer, row: UploadRow, maxBytes: number, now: Instant): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...stateHeaders(row, maxBytes, now) },
});

type AskedWrite = Pick<UploadRow, 'method' | 'url' | 'headers' | 'length' | 'digest'>;

const isSameWrite = (row: UploadRow, asked: AskedWrite): boolean =>
  row.method === asked.method &&
  row.url === asked.url &&
  row.headers === asked.headers &&
  row.length === asked.length &&
  row.digest.equals(asked.digest);

/** Takes a part that is not the last. Its answer leaves once it is durable: no byte of it is asked for again. */
function appendPart(exchange: SignedInExchange, maxBytes: number): Answer {
  const { context, request, caller, now } = exchange;
  exchange.attempt({ action: 'upload', detail: { step: 'append' } });
  const row = ownUpload(context, request, caller, now);
  const bytes = nextPart(request, row, maxBytes, now);
  context.stores.uploads.append(row.id, bytes, now);
  const state = { ...row, held: row.held + bytes.length };
  return { status: 204, headers: stateHeaders(state, maxBytes, now), body: null };
}

/** The part that follows what is held. @throws Refusal 409, with the offset to go on from, for any other */
function nextPart(request: FastifyRequest, row: UploadRow, maxBytes: number, now: Instant): Buffer {
  if (request.headers['content-type'] !== PARTIAL_UPLOAD) throw refusal('INVALID', { status: 415 });
  if (completeness(request) === undefined) throw invalid('Upload-Complete');
  if (byteCount(request, 'upload-offset') !== row.held) {
    // Whether it is complete is not said here: it would make this the answer of the write (section 4.4.2).
    const { 'upload-complete': _complete, ...headers } = stateHeaders(row, maxBytes, now);
    throw refusal('INVALID', { status: 409, detail: 'Upload-Offset', headers });
  }
  if (row.is_complete === 1) throw refusal('NOT_FOUND', { status: 410 });
  const bytes = bodyOf(request);
  if (row.held + bytes.length > row.length) throw invalid('Upload-Length');
  return bytes;
}

/**
 * Takes the last part and asks the write's route for the whole: the same admission, decision, trace, receipt and
 * idempotency as a write that came in one request, because it is one.
 */
async function complete(
  app: FastifyInstance,
  context: ServiceContext,
  request: FastifyRequest,
  reply: FastifyReply,
  maxBytes: number,
): Promise<FastifyReply> {
  let whole: Whole;
  try {
    whole = wholeOf(context, request, maxBytes);
  } catch (cause) {
    return answerRefusal(context, request, reply, 'upload', cause);
  }
  const { row, body } = whole;
  const { uploads } = context.stores;
  const isIntact = createHash('sha256').update(body).digest().equals(row.digest);
  if (!isIntact) {
    await settled(context, () => uploads.erase(row.id));
    return answerRefusal(context, request, reply, 'upload', invalid('Repr-Digest'));
  }
  const answer = await app.inject({
    method: row.method as 'POST' | 'PUT' | 'PATCH',
    url: row.url,
    headers: {
      ...(JSON.parse(row.headers) as Record<string, string>),
      authorization: request.headers.authorization ?? '',
      'idempotency-key': `"${row.key}"`,
    },
    payload: body,
  });
  const { statusCode: status, headers } = answer;
  // What says nothing of the write itself leaves the parts where they are: the last one is sent again.
  const isOver = status < 500 && !ASK_AGAIN.has(status);
  if (isOver) {
    await settled(context, () => (status < 300 ? uploads.complete(row.id) : uploads.erase(row.id)));
  }
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !OF_THE_WAY.has(name)) reply.header(name, value);
  }
  return reply
    .code(status)
    .header('upload-complete', isOver ? '?1' : '?0')
    .send(answer.rawPayload);
}

interface Whole {
  readonly row: UploadRow;
  readonly body: Buffer;
}

function wholeOf(context: ServiceContext, request: FastifyRequest, maxBytes: number): Whole {
  const now = context.clock.now();
  if (request.caller === null) throw refusal('UNAUTHENTICATED');
  const row = ownUpload(context, request, request.caller, now);
  const last = nextPart(request, row, maxBytes, now);
  if (row.held + last.length !== row.length) throw invalid('Upload-Length');
  return { row, body: Buffer.concat([...context.stores.uploads.parts(row.id), last]) };
}

/** The session is over, or he asks too often: the same write may well be admitted later. */
const ASK_AGAIN: ReadonlySet<number> = new Set([401, 429]);
/** Headers of one answer on one connection. */
const OF_THE_WAY: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'date',
]);

/** The write was answered by now, whatever becomes of this: what could not be erased is erased when it expires. */
async function settled({ writer }: ServiceContext, work: () => void): Promise<void> {
  await writer.run(work, () => undefined).catch(() => undefined);
}

function cancel(exchange: SignedInExchange): Answer {
  const { context, request, caller, now } = exchange;
  exchange.attempt({ action: 'upload', detail: { step: 'cancel' } });
  context.stores.uploads.erase(ownUpload(context, request, caller, now).id);
  return { status: 204, headers: {}, body: null };
}

/** @throws Refusal 404 for one that is not there, is over its time, or is another caller's */
function ownUpload(
  { stores }: ServiceContext,
  request: FastifyRequest,
  caller: Caller,
  now: Instant,
): UploadRow {
  const row = stores.uploads.byId(pathParameter(request, 'id'));
  if (row === undefined || row.expires_at <= now || row.caller !== keyHolder(caller)) {
    throw refusal('NOT_FOUND');
  }
  return row;
}

const bodyOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));
