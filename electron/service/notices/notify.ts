import type { Instant, Notice } from '../../../shared/access/vocabulary.ts';
import type { ServiceContext } from '../context.ts';
import type { RecordRow } from '../storage/records.ts';
import { WORDING } from './wording.ts';

/**
 * Queues the mails of one permitted act, in its transaction (docs/rules.md 7): one a notice.
 *
 * @param minorOnly the notices are the minor's secret: to his own address, or kept for him and not sent
 */
export function notify(
  context: ServiceContext,
  record: RecordRow,
  notices: readonly Notice[],
  minorOnly: boolean,
  now: Instant,
): void {
  for (const notice of notices) {
    const forTreatingDoctors = notice === 'treatingDoctor:emergency';
    const addresses = forTreatingDoctors
      ? treatingDoctorAddresses(context, record)
      : holderAddresses(context, record, minorOnly);
    if (addresses.length === 0 && !forTreatingDoctors) context.stores.mails.keep(record.id, notice, now);
    for (const address of addresses) {
      context.stores.mails.add({ address, ...WORDING[notice], notice, ins: record.ins });
    }
  }
}

/** The holder's address; for a minor, a representative's, unless the notice is the minor's secret. */
function holderAddresses(context: ServiceContext, record: RecordRow, minorOnly: boolean): readonly string[] {
  const own = record.email === null ? [] : [record.email];
  if (minorOnly) return own;
  const representatives = context.stores.records
    .kinOf(record.id, 'representative')
    .map((person) => person.email)
    .filter((email) => email !== null);
  return representatives.length > 0 ? representatives.slice(0, 1) : own;
}

function treatingDoctorAddresses(context: ServiceContext, record: RecordRow): readonly string[] {
  return context.stores.consents
    .standing(record.id)
    .filter((consent) => consent.category === 'treating-doctor')
    .map((consent) => context.stores.directory.professional(consent.actor)?.email)
    .filter((email) => typeof email === 'string');
}
