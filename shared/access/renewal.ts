import type { Instant } from './vocabulary.ts';

const DAY = 86_400_000;

/**
 * Whether a right that runs will soon be over and is to be renewed (docs/rules.md 4). One that is shorter than
 * the notice was for a consultation: it ends as it was meant to.
 *
 * @param noticeDays how long ahead its end is told
 */
export function isRenewalDue(
  right: { readonly since: Instant; readonly until: Instant | null },
  now: Instant,
  noticeDays: number,
): boolean {
  const notice = noticeDays * DAY;
  const { since, until } = right;
  return until !== null && until - since > notice && until > now && until - now <= notice;
}

/** Whether a right that is over was one to be renewed. */
export function isRenewalMissed(
  right: { readonly since: Instant; readonly until: Instant | null },
  now: Instant,
  noticeDays: number,
): boolean {
  const { since, until } = right;
  return until !== null && until - since > noticeDays * DAY && until <= now;
}
