import type { FailureCode } from '../../shared/bridge/failure.ts';
import { FAILURE_CODES } from '../../shared/bridge/failure.ts';
import type { ActStatus, OutboxEntry } from '../../shared/bridge/outbox.ts';
import type { WireAnswer } from '../gateway/connection.ts';
import type { ActAnswer, ActSummary } from '../store/acts.ts';

/** An act that is on its way at this moment. */
export interface Flight {
  readonly actId: string;
  readonly sentBytes: number;
  readonly totalBytes: number;
}

/** What only the open session knows of an act that waits. */
export interface Waiting {
  readonly flight: Flight | undefined;
  readonly leavesAt: string | null;
  readonly because: FailureCode | null;
  /** What the service holds of an act that goes in parts. */
  readonly held: { readonly heldBytes: number; readonly totalBytes: number } | null;
}

/** An act as the page shows it. */
export function entryOf(act: ActSummary, waiting: Waiting): OutboxEntry {
  const { actId, kind, ins, title, onBehalfOf, secret, storedAt } = act;
  return {
    actId,
    kind,
    ins,
    title,
    onBehalfOf: onBehalfOf?.name ?? null,
    secret,
    storedAt,
    status: statusOf(act, waiting),
    canUndo: act.leftAt === null && (act.status.status === 'waiting' || act.status.status === 'toReview'),
  };
}

function statusOf(act: ActSummary, { flight, leavesAt, because, held }: Waiting): ActStatus {
  const { status, uniqueId, sha256, key, leftAt } = act;
  switch (status.status) {
    case 'toReview':
      return { status: 'toReview', mayHaveLeft: leftAt !== null };
    case 'waiting':
      if (flight !== undefined) {
        return { status: 'sending', sentBytes: flight.sentBytes, totalBytes: flight.totalBytes };
      }
      return leftAt === null
        ? { status: 'waiting', leavesAt, because, held: held?.heldBytes === 0 ? null : held }
        : { status: 'left' };
    case 'received':
      return { status: 'received', receipt: { uniqueId, sha256, key, receivedAt: status.receivedAt } };
    case 'refused':
      // A later version may have known more reasons than this one.
      return { status: 'refused', code: FAILURE_CODES.find((known) => known === status.code) ?? 'INTERNAL' };
  }
}

/** What of an answer is kept as proof: its status and what it names, never what it says of a record. */
export function answerOf({ status, headers }: WireAnswer): ActAnswer {
  const { location, etag } = headers;
  return {
    status,
    location: typeof location === 'string' ? location : null,
    etag: typeof etag === 'string' ? etag : null,
  };
}
