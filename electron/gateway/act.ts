import { Readable } from 'node:stream';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import type { ServiceClient } from './client.ts';
import type { WireAnswer } from './connection.ts';
import { PATIENCE } from './patience.ts';

/** A write, fixed once and sent as often as it takes, under the name by which the service knows it again. */
export interface NamedRequest {
  readonly method: 'POST' | 'PATCH';
  /** Below the FHIR base; empty for a transaction. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly key: string;
}

export interface Sending {
  readonly signal: AbortSignal;
  /** Called before the first byte leaves; what it throws keeps it from leaving. */
  readonly onLeaving: () => void;
  readonly onSent: (bytes: number) => void;
}

/** Pieces are small enough for the progress to be seen, large enough to cost nothing. */
const PIECE_BYTES = 64 * 1024;

/**
 * Sends an act. An answer means that the service has it, durably; none means that it may have it: sending the
 * same bytes under the same name again settles which.
 */
export function sendAct(
  client: ServiceClient,
  { method, path, headers, body, key }: NamedRequest,
  { signal, onLeaving, onSent }: Sending,
): Promise<Result<WireAnswer, FailureCode>> {
  return client.fhir({
    method,
    path,
    headers: { ...headers, 'content-length': String(body.length), 'idempotency-key': `"${key}"` },
    body: () => Readable.from(pieces(body, onLeaving, onSent)),
    timeoutMs: PATIENCE.pieceMs,
    signal,
  });
}

function* pieces(
  bytes: Uint8Array,
  onLeaving: () => void,
  onSent: (sent: number) => void,
): Generator<Uint8Array> {
  onLeaving();
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const end = Math.min(at + PIECE_BYTES, bytes.length);
    yield bytes.subarray(at, end);
    onSent(end);
  }
}
