import { isMinor } from '../../../shared/access/clocks.ts';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import { announcementMail } from '../../../shared/notices/wording.ts';
import type { Recipient } from '../../../shared/notices/wording.ts';
import type { ServiceContext } from '../context.ts';
import type { HiddenDocument } from '../documents/announcement-steps.ts';
import { announcementStepStore } from '../documents/announcement-steps.ts';
import type { RecordRow } from '../storage/records.ts';
import { notify, tell } from './notify.ts';

const DAY_MS = 86_400_000;

/**
 * The clock of the documents that are hidden until their announcement (docs/rules.md 5): on day 14 the patient
 * is told to see a professional and the author is reminded, on day 30, when the code falls by itself, the notice
 * of the deposit leaves. Each once, whatever the number of versions and however often this runs.
 */
export function tellAnnouncements(context: ServiceContext, now: Instant): void {
  const { announcementReminderDays, announcementVisibleDays } = context.policy.parameters;
  const steps = announcementStepStore(context.db);
  const visibleFrom = now - announcementVisibleDays * DAY_MS;
  for (const document of steps.due('reminder', now - announcementReminderDays * DAY_MS)) {
    const record = activeRecord(context, document);
    if (record === undefined) continue;
    // Who was away for all that time has nothing left to remind of: the document shows by itself.
    if (document.first_deposited_at > visibleFrom) remind(context, record, document, now);
    steps.taken(document, 'reminder', now);
  }
  for (const document of steps.due('visible', visibleFrom)) {
    const record = activeRecord(context, document);
    if (record === undefined) continue;
    const secret = isSecret(context, record, document, now);
    notify(
      context,
      record,
      { notices: ['patient:deposit'], ...(secret ? { suffix: 'minorOnly' as const } : {}) },
      now,
    );
    steps.taken(document, 'visible', now);
    context.changes.record(record.id);
  }
  steps.forgetErased();
}

/** A closed record keeps its clocks for the day when it is opened again. */
function activeRecord({ stores }: ServiceContext, document: HiddenDocument): RecordRow | undefined {
  const record = stores.records.byId(document.record_id);
  return record?.status === 'ACTIVE' ? record : undefined;
}

/** The mail to the patient's side must not announce: it speaks of no document, and names nobody. */
function remind(context: ServiceContext, record: RecordRow, document: HiddenDocument, now: Instant): void {
  const { mails, directory } = context.stores;
  const recipient = recipientOf(context, record, document, now);
  tell(context, record, { notice: 'patient:announcement', recipient, ...announcementMail(recipient) }, now);
  const author = directory.professional(document.author)?.email;
  if (typeof author === 'string') {
    mails.add({
      address: author,
      ...announcementMail('author'),
      notice: 'author:announcement',
      ins: record.ins,
    });
  }
}

function recipientOf(
  context: ServiceContext,
  record: RecordRow,
  document: HiddenDocument,
  now: Instant,
): Exclude<Recipient, 'treatingDoctors'> {
  if (isSecret(context, record, document, now)) return 'minor';
  return isMinor(context.policy, factsOf(record), now) ? 'representative' : 'holder';
}

const isSecret = (
  context: ServiceContext,
  record: RecordRow,
  document: HiddenDocument,
  now: Instant,
): boolean =>
  document.confidentiality.split(' ').includes('INVISIBLE_REPRESENTANTS_LEGAUX') &&
  isMinor(context.policy, factsOf(record), now);

const factsOf = ({ status, birth_date: birthDate }: RecordRow) => ({ status, birthDate });
