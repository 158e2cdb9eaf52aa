import { createHash } from 'node:crypto';
import { announcementClock, codesOf, majorityAt } from '../../../shared/access/clocks.ts';
import type { DocumentFacts } from '../../../shared/access/question.ts';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import { documentsToken, factsOfDocuments, viewedDocuments } from '../documents/port.ts';
import type { Asking } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';

/** What a follower sees of the documents of his record. */
export interface DocumentsSeen {
  readonly digest: string;
  /** The next instant at which it may change by the clock alone; null: none. */
  readonly until: Instant | null;
}

export interface Reader {
  /** Prepares his reading: called only where the documents are drawn anew. */
  readonly reads: () => (document: DocumentFacts) => boolean;
  /** All that his reading is decided by, but the document and the hour. */
  readonly circumstances: unknown;
  /** Instants at which his reading ends by the clock. */
  readonly ends: readonly Instant[];
}

interface Drawn extends DocumentsSeen {
  readonly key: string;
  readonly policy: unknown;
  readonly at: Instant;
}

/**
 * Draws what one follower sees of the documents. Each look at a record is traced there, and so is a moment to look
 * again: every document is decided on anew only when something that decides on it is different, by act or by
 * the clock. What is drawn from memory and what would be drawn afresh are the same.
 */
export function documentsDrawer(): (asking: Asking, record: RecordRow, reader: Reader) => DocumentsSeen {
  let last: Drawn | undefined;
  return (asking, record, { reads, circumstances, ends }) => {
    const { context, now } = asking;
    const { policy } = context;
    const key = JSON.stringify([
      documentsToken(context, record.id),
      record.birth_date,
      circumstances,
      ends.filter((instant) => instant > now),
    ]);
    const holds =
      last?.key === key &&
      last.policy === policy &&
      now >= last.at &&
      (last.until === null || now < last.until);
    if (last === undefined || !holds) {
      const next = [
        ...ends,
        ...announcementEnds(asking, record),
        majorityAt(policy, record.birth_date),
      ].filter((instant) => instant > now);
      last = {
        key,
        policy,
        at: now,
        digest: createHash('sha256')
          .update(JSON.stringify(viewedDocuments(asking, record, reads())))
          .digest('base64url'),
        until: next.length === 0 ? null : next.reduce((a, b) => Math.min(a, b)),
      };
    }
    return last;
  };
}

/** Day 30 of each announcement, read or not: looking again at such an instant tells nobody anything. */
function announcementEnds({ context }: Asking, record: RecordRow): readonly Instant[] {
  return factsOfDocuments(context, record.id)
    .filter((facts) => codesOf(facts).includes('INVISIBLE_PATIENT') && facts.depositedAt !== undefined)
    .map(({ depositedAt = 0 }) => announcementClock(context.policy, depositedAt).visibleAt);
}
