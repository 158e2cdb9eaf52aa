import type { Instant } from '../../shared/access/vocabulary.ts';

/** The service's own clock: every right, session and trace is judged by it and by nothing else. */
export interface Clock {
  now(): Instant;
}

/**
 * A clock that runs on from `start`. It counts on the monotonic clock, so that a correction of the machine's
 * clock neither lengthens nor shortens a session.
 *
 * @param start null: the machine's own time
 */
export function startClock(start: Instant | null): Clock {
  if (start === null) return { now: () => Date.now() };
  const origin = performance.now();
  return { now: () => Math.floor(start + performance.now() - origin) };
}

/** An instant as FHIR writes it: UTC, with milliseconds. */
export function iso(instant: Instant): string {
  return new Date(instant).toISOString();
}
