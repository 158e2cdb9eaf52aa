import { randomUUID } from 'node:crypto';
import type { Permit } from '../../../shared/access/question.ts';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import { mailsOf } from '../../../shared/notices/mails.ts';
import type { ChangedThing, Recipient, Wording } from '../../../shared/notices/wording.ts';
import type { ServiceContext } from '../context.ts';
import type { RecordRow } from '../storage/records.ts';

/**
 * Queues the mails of one permitted act, in its transaction (docs/rules.md 7): one a notice and address. What
 * has nowhere to go is kept for the holder, never sent to somebody else.
 */
export function notify(
  context: ServiceContext,
  record: RecordRow,
  permit: Pick<Permit, 'notices' | 'suffix'>,
  now: Instant,
  changed?: ChangedThing,
): void {
  const facts = { status: record.status, birthDate: record.birth_date };
  for (const mail of mailsOf(context.policy, permit, facts, now, changed)) tell(context, record, mail, now);
}

/** Something to tell: to whom, and in which words. */
interface Told extends Wording {
  readonly notice: string;
  readonly recipient: Recipient;
}

/**
 * Puts a notice in the space of its record, and mails it where somebody wants mails. What has nowhere to go is
 * kept for the holder, never sent to somebody else.
 */
export function tell(context: ServiceContext, record: RecordRow, told: Told, now: Instant): void {
  const { notice, recipient, subject, text } = told;
  const { mails, space } = context.stores;
  const addresses = addressesOf(context, record, recipient);
  if (recipient !== 'treatingDoctors') {
    const minorOnly = recipient === 'minor' ? 1 : 0;
    space.addNotice({
      uid: randomUUID(),
      record_id: record.id,
      notice,
      subject,
      text,
      at: now,
      minor_only: minorOnly,
    });
    if (addresses.length === 0) mails.keep(record.id, notice, now);
    if (record.muted.split(' ').includes(notice)) return;
  }
  for (const address of addresses) mails.add({ address, subject, text, notice, ins: record.ins });
}

/** Where a mail to this recipient goes; none where nobody gave an address. */
function addressesOf(context: ServiceContext, record: RecordRow, recipient: Recipient): readonly string[] {
  const own = record.email === null ? [] : [record.email];
  switch (recipient) {
    case 'holder':
    case 'minor':
      return own;
    case 'representative': {
      const representatives = context.stores.records
        .kinOf(record.id, 'representative')
        .map((person) => person.email)
        .filter((email) => email !== null);
      return representatives.length > 0 ? representatives.slice(0, 1) : own;
    }
    case 'treatingDoctors':
      return context.stores.consents
        .standing(record.id)
        .filter((consent) => consent.category === 'treating-doctor')
        .map((consent) => context.stores.directory.professional(consent.actor)?.email)
        .filter((email) => typeof email === 'string');
  }
}
