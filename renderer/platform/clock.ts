import { useSyncExternalStore } from 'react';
import { createStore } from 'zustand/vanilla';
import { localDay } from '../../shared/identity/calendar.ts';

/**
 * The time that the page shows and counts by: the service's, for it is the one that rights and sessions are
 * judged by. Nothing else in the page reads the machine's clock for a date or a countdown.
 */
const offset = createStore<{ readonly ms: number }>(() => ({ ms: 0 }));

/** How often a countdown in minutes, and the day, are looked at again. */
const TICK_MS = 15_000;

/** Takes how far the service's clock is ahead, as the workstation says it. */
export function followClock(offsetMs: number): void {
  if (offset.getState().ms !== offsetMs) offset.setState({ ms: offsetMs });
}

/** Milliseconds since the epoch, by the service's clock. */
export const now = (): number => Date.now() + offset.getState().ms;

/** Now, looked at again every `everyMs`, and at once when the clock was moved. */
export function useNow(everyMs: number = TICK_MS): number {
  const floor = (): number => Math.floor(now() / everyMs) * everyMs;
  return useSyncExternalStore((tick) => watch(tick, everyMs), floor);
}

/** The reader's day, `YYYY-MM-DD`: it turns at midnight and when the clock was moved. */
export function useToday(): string {
  return useSyncExternalStore(
    (tick) => watch(tick, TICK_MS),
    () => localDay(now()),
  );
}

function watch(tick: () => void, everyMs: number): () => void {
  const stop = offset.subscribe(tick);
  const timer = setInterval(tick, everyMs);
  return () => {
    stop();
    clearInterval(timer);
  };
}
