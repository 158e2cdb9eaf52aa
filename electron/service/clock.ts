import os from 'node:os';
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

/** The clocks of the machine. */
export interface Machine {
  /** Milliseconds since the epoch: somebody, or the network, may set it at any moment. */
  readonly wall: () => number;
  /** Milliseconds since the machine started, sleep included: nobody sets it. */
  readonly sinceBoot: () => number;
}

const BOOTED_BEFORE_MS = os.uptime() * 1_000 - performance.now();
const THIS_MACHINE: Machine = {
  wall: Date.now,
  // Two clocks of the same moment: one is fine but stands still in sleep, the other goes on and is coarse.
  sinceBoot: () => Math.max(BOOTED_BEFORE_MS + performance.now(), os.uptime() * 1_000),
};

/** What was put forward, and the start that it was counted from. */
const Forward = z.strictObject({ start: z.int().nullable(), ms: z.int().nonnegative() });

export interface ClockOptions {
  readonly machine?: Machine;
  /** When the last trace was written: an earlier time would give back what had ended by then. */
  readonly notBefore?: Instant;
}

/**
 * A clock that runs on from `start`, sleep included. A machine's clock that is put back changes nothing: what has ended
 * stays ended. One that is put forward takes this one along: the true time may be the later one, and a right that ends
 * too early is asked for again. What it was put forward outlives a restart, and ends where the service is started at
 * another time: that one is the time asked for.
 *
 * @param start null: the machine's own time
 */
export function startClock(
  start: Instant | null,
  facts: FactStore,
  { machine = THIS_MACHINE, notBefore = 0 }: ClockOptions = {},
): Clock {
  let forward = 0;
  const reload = (): void => {
    const stored = facts.get('clockForward');
    const known = stored === undefined ? undefined : Forward.parse(JSON.parse(stored));
    forward = known?.start === start ? known.ms : 0;
  };
  reload();
  let anchor = {
    at: start ?? Math.max(machine.wall(), notBefore - forward),
    boot: machine.sinceBoot(),
  };
  const counted = (): number => {
    const boot = machine.sinceBoot();
    const reckoned = anchor.at + Math.max(0, boot - anchor.boot);
    const wall = machine.wall();
    if (start !== null || wall <= reckoned) return reckoned;
    anchor = { at: wall, boot };
    return wall;
  };
  return {
    now: () => Math.floor(counted()) + forward,
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
