import type { Permit } from '../../../shared/access/question.ts';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import { mailsOf } from '../../../shared/notices/mails.ts';
import type { Recipient } from '../../../shared/notices/wording.ts';
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
): void {
  const facts = { status: record.status, birthDate: record.birth_date };
  for (const { notice, recipient, subject, text } of mailsOf(context.policy, permit, facts, now)) {
    const addresses = addressesOf(context, record, recipient);
    if (addresses.length === 0 && recipient !== 'treatingDoctors') {
      context.stores.mails.keep(record.id, notice, now);
    }
    for (const address of addresses) {
      context.stores.mails.add({ address, subject, text, notice, ins: record.ins });
    }
  }
}

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
