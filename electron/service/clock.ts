import type { Instant } from '../../shared/access/vocabulary.ts';
import { z } from '../../shared/schema/zod.ts';
import type { FactStore } from './storage/mails.ts';

/** The service's own clock: every right, session and trace is judged by it and by nothing else. */
export interface Clock {
  now(): Instant;
  /** How far it was put forward since it started, in milliseconds. */
  offset(): number;
  /** Puts it forward, durably with the transaction that it is called in. It never goes back. */
  advance(ms: number): void;
  /** Takes what was put forward from the store again, after a commit that failed. */
  reload(): void;
}

/** What was put forward, and the start that it was counted from. */
const Forward = z.strictObject({ start: z.int().nullable(), ms: z.int().nonnegative() });

/**
 * A clock that runs on from `start`. It counts on the monotonic clock, so that a correction of the machine's
 * clock neither lengthens nor shortens a session. What it was put forward outlives a restart, and ends where
 * the service is started at another time: that one is the time asked for.
 *
 * @param start null: the machine's own time
 */
export function startClock(start: Instant | null, facts: FactStore): Clock {
  const origin = performance.now();
  let forward = 0;
  const reload = (): void => {
    const stored = facts.get('clockForward');
    const known = stored === undefined ? undefined : Forward.parse(JSON.parse(stored));
    forward = known?.start === start ? known.ms : 0;
  };
  reload();
  return {
    now: () => (start === null ? Date.now() : Math.floor(start + performance.now() - origin)) + forward,
    offset: () => forward,
    advance: (ms) => {
      forward = Forward.parse({ start, ms: forward + Math.max(0, ms) }).ms;
      facts.set('clockForward', JSON.stringify({ start, ms: forward }));
    },
    reload,
  };
}

/** An instant as FHIR writes it: UTC, with milliseconds. */
export function iso(instant: Instant): string {
  return new Date(instant).toISOString();
}
