import type { Instant } from '../../../shared/access/vocabulary.ts';

const WINDOW_MS = 60_000;
const MAX_FAILURES = 5;
/** More identifiers than that in a minute is no population of patients: the oldest are forgotten. */
const MAX_SUBJECTS = 10_000;

/** Counts failed sign-ins, five a minute for one subject (K5 of the wire). */
export interface Throttle {
  /** Seconds until the subject may try again; 0: now. */
  wait(subject: string, now: Instant): number;
  fail(subject: string, now: Instant): void;
  forgive(subject: string): void;
}

/** In memory: a restart forgives, which gives a guesser less than a minute gives him anyway. */
export function createThrottle(): Throttle {
  const failures = new Map<string, Instant[]>();
  const recent = (subject: string, now: Instant): Instant[] =>
    (failures.get(subject) ?? []).filter((at) => at > now - WINDOW_MS);
  return {
    wait: (subject, now) => {
      const last = recent(subject, now).slice(-MAX_FAILURES);
      const [oldest] = last;
      if (last.length < MAX_FAILURES || oldest === undefined) return 0;
      return Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1_000));
    },
    fail: (subject, now) => {
      const kept = recent(subject, now).slice(-MAX_FAILURES);
      failures.delete(subject);
      failures.set(subject, [...kept, now]);
      const [eldest] = failures.keys();
      if (failures.size > MAX_SUBJECTS && eldest !== undefined) failures.delete(eldest);
    },
    forgive: (subject) => void failures.delete(subject),
  };
}
