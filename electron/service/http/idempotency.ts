import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import type { AnsweredRow } from '../storage/answered.ts';
import type { Answer } from './answer.ts';
import { invalid, refusal } from './refusal.ts';

/** A write that names itself: who says it, by which key, and what it asks for. */
export interface NamedWrite {
  readonly caller: string;
  readonly key: string;
  readonly fingerprint: Buffer;
}

/** A string of structured fields (RFC 8941 3.3.3), as the draft of the header has it, or the bare key. */
const KEY = /^"?([A-Za-z0-9_-]{16,128})"?$/;

/** What changes the meaning of a request beside its body. */
const MEANT = ['content-type', 'if-match', 'x-dmp-confirmed'] as const;

/**
 * The name that a write gives itself (draft-ietf-httpapi-idempotency-key-header).
 *
 * @returns undefined where it gives none, and for a reading, which needs none
 * @throws Refusal 400 where the header is no key
 */
export function idempotencyKeyOf({ method, headers }: FastifyRequest): string | undefined {
  const header = headers['idempotency-key'];
  if (header === undefined || method === 'GET') return undefined;
  const key = typeof header === 'string' ? KEY.exec(header)?.[1] : undefined;
  if (key === undefined) throw invalid('Idempotency-Key');
  return key;
}

/** What tells one request from another under the same key. The token is none of it: sessions are renewed. */
export function fingerprintOf({ method, url, headers, body }: FastifyRequest): Buffer {
  const said = [method, url, ...MEANT.map((name) => headers[name] ?? null)];
  const hash = createHash('sha256').update(`${JSON.stringify(said)}\n`);
  return (Buffer.isBuffer(body) ? hash.update(body) : hash).digest();
}

/**
 * Whose keys they are. Nobody meets another's; and what was answered in a session that is bound to a record,
 * or is a minor's secret, is repeated in such a session only.
 */
export function keyHolder(caller: Caller): string {
  const { bound_to: bound, mode, secret } = caller.session;
  const who = caller.kind === 'professional' ? personOf(caller) : `${personOf(caller)}>${caller.record.uid}`;
  return [who, mode, secret === 1 ? 'secret' : '', bound ?? ''].join(' ');
}

/** Who stands behind a caller, whatever his session is. */
export function personOf(caller: Caller): string {
  return caller.kind === 'professional'
    ? caller.professional.id
    : `${caller.person.system}|${caller.person.ins}`;
}

/** @throws Refusal 422 where the key was given to another request */
export function sameAnswer(row: AnsweredRow, { fingerprint }: NamedWrite): Answer {
  if (!row.fingerprint.equals(fingerprint)) {
    throw refusal('INVALID', { status: 422, detail: 'Idempotency-Key' });
  }
  return answerOf(row);
}

/** What a write was answered the first time. */
export function answerOf(row: AnsweredRow): Answer {
  return {
    status: row.status,
    headers: JSON.parse(row.headers) as Record<string, string>,
    body: row.body === null ? null : Buffer.from(row.body),
  };
}
