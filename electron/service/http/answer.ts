import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { operationOutcome } from '../../../shared/fhir/operation-outcome.ts';
import { REASONS } from './reasons.ts';
import type { Refusal } from './refusal.ts';

export const FHIR_JSON = 'application/fhir+json';

/** An answer, ready to leave: what a request's work returns, and what leaves once its trace is durable. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or raw bytes; null: none. A stream is opened once the answer may leave. */
  readonly body: string | Buffer | null | (() => Readable);
}

/** A FHIR resource. Text that is stored as JSON already is passed as it is, never parsed again. */
export function fhir(
  status: number,
  body: object | string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': FHIR_JSON, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** An answer outside of FHIR: tokens, activation. */
export function json(status: number, body: object): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** The OperationOutcome of a refusal; a hidden object and an unknown one give the same bytes. */
export function refused(refusal: Refusal): Answer {
  const { reason, status, detail, headers } = refusal;
  const { issue, text } = REASONS[reason];
  return fhir(status, operationOutcome(reason, issue, text, detail), {
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...headers,
  });
}

/**
 * Sends an answer as it stands: bytes leave as bytes, so that no charset is added to a FHIR type. No cache on
 * the way may keep any of it, token or health data.
 */
export function send(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.code(answer.status).header('cache-control', 'no-store').headers(answer.headers);
  if (answer.body === null) return reply.send();
  if (typeof answer.body === 'function') return reply.send(answer.body());
  return reply.send(typeof answer.body === 'string' ? Buffer.from(answer.body, 'utf8') : answer.body);
}
