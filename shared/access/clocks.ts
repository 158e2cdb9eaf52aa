import type { Policy } from './policy.ts';
import type { DocumentFacts, RecordFacts } from './question.ts';
import { given } from './tests.ts';
import type { ConsentBasis, Instant } from './vocabulary.ts';

// docs/rules.md 5: nothing here ends by a job that must run; everything is compared with `now`.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A patient is of age from midnight UTC of his birthday on. Date.UTC carries 29 February of a common year
 * over to 1 March, which is the rule for those born on that day.
 *
 * @param birthDate `YYYY-MM-DD`
 */
export function majorityAt({ parameters }: Policy, birthDate: string): Instant {
  const year = Number(birthDate.slice(0, 4));
  const month = Number(birthDate.slice(5, 7));
  const day = Number(birthDate.slice(8, 10));
  return Date.UTC(year + parameters.majorityYears, month - 1, day);
}

/** Whether the patient is still a minor. */
export function isMinor(policy: Policy, record: RecordFacts, now: Instant): boolean {
  return now < majorityAt(policy, given(record.birthDate, 'record.birthDate'));
}

/** INVISIBLE_PATIENT counts as absent from 30 days after the first deposit on (R.1111-53). */
export function isHiddenFromPatient(policy: Policy, document: DocumentFacts, now: Instant): boolean {
  return (
    codesOf(document).includes('INVISIBLE_PATIENT') &&
    now < announcementClock(policy, given(document.depositedAt, 'document.depositedAt')).visibleAt
  );
}

/** INVISIBLE_REPRESENTANTS_LEGAUX counts as absent once the patient is an adult (R.1111-50). */
export function isHiddenFromRepresentatives(
  policy: Policy,
  record: RecordFacts,
  document: DocumentFacts,
  now: Instant,
): boolean {
  return codesOf(document).includes('INVISIBLE_REPRESENTANTS_LEGAUX') && isMinor(policy, record, now);
}

export const codesOf = (document: DocumentFacts): NonNullable<DocumentFacts['confidentiality']> =>
  given(document.confidentiality, 'document.confidentiality');

/**
 * The clock of a document hidden until the announcement visit: when the patient is told to see a professional
 * and the author is reminded, and when the document becomes visible by itself.
 */
export function announcementClock(
  { parameters }: Policy,
  depositedAt: Instant,
): { readonly reminderAt: Instant; readonly visibleAt: Instant } {
  return {
    reminderAt: depositedAt + parameters.announcementReminderDays * DAY,
    visibleAt: depositedAt + parameters.announcementVisibleDays * DAY,
  };
}

/** End of an authorisation declared at `now` (docs/rules.md 4, declareConsent). */
export function authorisationEnd({ parameters }: Policy, basis: ConsentBasis, now: Instant): Instant {
  switch (basis) {
    case 'CARE_TEAM':
      return now + parameters.authorisationDays * DAY;
    case 'EXPLICIT':
      return now + parameters.explicitConsentHours * HOUR;
  }
}

/** An emergency session lasts while `now` is before this. */
export const emergencySessionEnd = ({ parameters }: Policy, startedAt: Instant): Instant =>
  startedAt + parameters.emergencySessionMinutes * MINUTE;

/** End of the lease on what an offline post may still show; none at all in an emergency. */
export function offlineLeaseEnd(
  { parameters }: Policy,
  mode: 'NORMAL' | 'BTG' | 'ETREAT',
  now: Instant,
): Instant {
  const minutes =
    mode === 'NORMAL' ? parameters.offlineLeaseMinutes : parameters.emergencyOfflineLeaseMinutes;
  return now + minutes * MINUTE;
}

/** When an archived closed record is erased (R.1111-36). */
export function archiveEnd({ parameters }: Policy, closedAt: Instant): Instant {
  const end = new Date(closedAt);
  return end.setUTCFullYear(end.getUTCFullYear() + parameters.archiveYears);
}
