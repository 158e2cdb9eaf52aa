import { Readable } from 'node:stream';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import type { ServiceClient } from './client.ts';
import type { WireAnswer } from './connection.ts';
import type { NamedRequest, Sending } from './named-request.ts';
import { pieces } from './named-request.ts';
import { PARTS, PATIENCE } from './patience.ts';
import type { Pace } from './upload.ts';
import { sendInParts } from './upload.ts';

/**
 * Sends an act. An answer means that the service has it, durably; none means that it may have it: sending the
 * same bytes under the same name again settles which.
 */
export async function sendAct(
  client: ServiceClient,
  request: NamedRequest,
  sending: Sending,
  pace?: Pace,
): Promise<Result<WireAnswer, FailureCode>> {
  const { method, path, headers, body, key } = request;
  const { signal, onLeaving, onSent } = sending;
  const inParts =
    body.length < PARTS.fromBytes ? undefined : await sendInParts(client, request, sending, pace);
  if (inParts !== undefined) return inParts;
  return client.fhir({
    method,
    path,
    headers: { ...headers, 'content-length': String(body.length), 'idempotency-key': `"${key}"` },
    body: () => Readable.from(pieces(body, onLeaving, onSent)),
    timeoutMs: PATIENCE.pieceMs,
    signal,
  });
}
