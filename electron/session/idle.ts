import os from 'node:os';

export interface IdleClock {
  /** A person did something. */
  touch(): void;
  /** True once the time without an act is over, whatever the timer saw: a post that slept finds out here. */
  over(): boolean;
  /** Another limit holds from now on. */
  limit(limitMs: number): void;
  stop(): void;
}

/** How often the time is looked at: a lock is at most so late. */
const LOOK_MS = 500;

/**
 * Milliseconds since the machine started, sleep included: nobody sets this clock back, and a post that slept
 * through its limit wakes up past it.
 */
export const sinceBoot = (): number => os.uptime() * 1_000;

/**
 * Watches the time since the last act.
 *
 * @param limitMs time without an act
 * @param clock goes on during sleep and is never set back (`sinceBoot`)
 * @param onOver called each time the check finds the limit passed
 */
export function watchIdleness(limitMs: number, clock: () => number, onOver: () => void): IdleClock {
  let lastAct = clock();
  let limit = limitMs;
  const over = (): boolean => clock() - lastAct >= limit;
  const timer = setInterval(() => {
    if (over()) onOver();
  }, LOOK_MS).unref();
  return {
    touch: () => {
      lastAct = clock();
    },
    over,
    limit: (next) => {
      limit = next;
    },
    stop: () => clearInterval(timer),
  };
}
