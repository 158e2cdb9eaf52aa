import { archiveEnd } from '../../../shared/access/clocks.ts';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import { CREATED, ERASED } from '../../../shared/notices/wording.ts';
import type { ServiceContext } from '../context.ts';
import { eraseEverything } from '../documents/port.ts';
import { tell } from '../notices/notify.ts';
import type { RecordRow } from '../storage/records.ts';
import { SERVICE_AGENT } from '../traces/entry.ts';

/**
 * Creates the record of whoever let the six weeks pass without opposing it (R.1111-28); for a record that was
 * there already the period is over.
 */
export function createRecords(context: ServiceContext, now: Instant): void {
  const { records } = context.stores;
  for (const person of records.toCreate(now)) {
    records.endOppositionPeriod(person.id);
    if (person.status !== 'NONEXISTENT' || person.opposed_at !== null) continue;
    records.setStatus(person.id, 'ACTIVE');
    traceOwnAct(context, person, 'create', now);
    tell(context, person, { notice: 'patient:creation', recipient: 'holder', ...CREATED }, now);
  }
}

/** Erases the archive of records that were closed ten years ago; the proof of it stays (R.1111-36). */
export function eraseArchives(context: ServiceContext, now: Instant): void {
  const { records } = context.stores;
  for (const record of records.archivedBefore(now)) {
    if (record.closed_at === null || archiveEnd(context.policy, record.closed_at) > now) continue;
    eraseRecord(context, record, 'archive', now);
    records.noteErased(record.id, now);
    traceOwnAct(context, record, 'erase', now);
    tell(context, record, { notice: 'patient:erasure', recipient: 'holder', ...ERASED }, now);
  }
}

/** Erases the content of a record, and keeps the bare proof. */
export function eraseRecord(
  context: ServiceContext,
  record: RecordRow,
  because: 'asked' | 'archive' | 'opposed',
  now: Instant,
): void {
  const documents = eraseEverything(context, record.id);
  context.stores.takingPart.erase(record.id);
  context.stores.sections.erase(record.id);
  context.stores.answered.erase(record.id);
  context.stores.space.addErasure({ record_id: record.id, at: now, because, documents });
}

function traceOwnAct(
  context: ServiceContext,
  record: RecordRow,
  action: 'create' | 'erase',
  now: Instant,
): void {
  context.journal.append(
    { at: now, action, outcome: 'permit', mode: 'NORMAL', agents: [SERVICE_AGENT], record: record.uid },
    record.id,
  );
}
