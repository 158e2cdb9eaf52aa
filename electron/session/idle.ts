export interface IdleClock {
  /** A person did something. */
  touch(): void;
  /** True once the time without an act is over, whatever the timer saw: a post that slept finds out here. */
  over(): boolean;
  stop(): void;
}

/**
 * Watches the time since the last act by the wall clock, because a timer stands still while the post sleeps.
 *
 * @param limitMs time without an act
 * @param onOver called each time the check finds the limit passed
 */
export function watchIdleness(limitMs: number, now: () => number, onOver: () => void): IdleClock {
  let lastAct = now();
  const over = (): boolean => now() - lastAct >= limitMs;
  const timer = setInterval(
    () => {
      if (over()) onOver();
    },
    Math.min(5_000, limitMs / 4),
  ).unref();
  return {
    touch: () => {
      lastAct = now();
    },
    over,
    stop: () => clearInterval(timer),
  };
}
