import { expect, it } from 'vitest';
import type { ClockMark } from '../../../electron/cache/trusted-clock.ts';
import { trustedClock } from '../../../electron/cache/trusted-clock.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-26T12:00:00Z');

/** A post that can be switched off, with a clock that anybody may set. */
function post() {
  let mark: ClockMark | undefined;
  const machine = { now: NOON, ticks: 0, offsetMs: 0, isKnown: false };
  return {
    machine,
    pass: (ms: number) => {
      machine.now += ms;
      machine.ticks += ms;
    },
    start: () =>
      trustedClock({
        marks: { read: () => mark, write: (next) => (mark = next) },
        machineNow: () => machine.now,
        service: { isKnown: () => machine.isKnown, offsetMs: () => machine.offsetMs },
        ticks: () => machine.ticks,
      }),
  };
}

it('goes on by itself when the clock is put back while the post runs', () => {
  const { machine, pass, start } = post();
  const clock = start();
  expect(clock.now()).toBe(NOON);
  machine.now -= 60 * MINUTE;
  pass(MINUTE);
  expect(clock.now()).toBe(NOON + MINUTE);
  expect(clock.wentBack()).toBe(true);
});

it('remembers across a start how late it was, and says that the clock stands behind', () => {
  const { machine, start } = post();
  start().mark();
  machine.now -= 60 * MINUTE;
  const clock = start();
  expect(clock.now()).toBe(NOON);
  expect(clock.wentBack()).toBe(true);
  machine.now += 90 * MINUTE;
  expect(clock.now()).toBe(NOON + 30 * MINUTE);
  expect(clock.wentBack()).toBe(false);
});

it('bears a correction of a minute without calling it a clock put back', () => {
  const { machine, start } = post();
  start().mark();
  machine.now -= MINUTE;
  expect(start().wentBack()).toBe(false);
});

it('goes by the service’s clock, and by what it remembers of it where the service is not heard', () => {
  const { machine, pass, start } = post();
  machine.isKnown = true;
  machine.offsetMs = 10 * MINUTE;
  const first = start();
  expect(first.now()).toBe(NOON + 10 * MINUTE);
  first.mark();
  machine.isKnown = false;
  machine.offsetMs = 0;
  pass(MINUTE);
  expect(start().now()).toBe(NOON + 11 * MINUTE);
});
