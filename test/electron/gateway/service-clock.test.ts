import { describe, expect, it } from 'vitest';
import { followService } from '../../../electron/gateway/service-clock.ts';

const HOUR = 3_600_000;
const utc = (instant: number): string => new Date(instant).toUTCString();

/** A machine and a service whose clocks differ, and answers that take their time. */
function pair(aheadMs: number) {
  let machine = Date.parse('2026-11-26T10:00:00.250Z');
  let ahead = aheadMs;
  const clock = followService(() => machine);
  return {
    clock,
    moveService: (ms: number) => (ahead += ms),
    /** One answer; the service writes its date half way. */
    answer: (tookMs: number) => {
      const sentAt = machine;
      machine += tookMs / 2;
      const date = utc(machine + ahead);
      machine += tookMs / 2;
      clock.hear(date, sentAt);
    },
    wait: (ms: number) => (machine += ms),
    service: () => machine + ahead,
  };
}

describe('the time of the service', () => {
  it('is not known before an answer told it', () => {
    const { clock } = pair(HOUR);
    expect([clock.isKnown(), clock.offsetMs()]).toEqual([false, 0]);
    clock.hear(undefined, 0);
    clock.hear('yesterday', 0);
    expect(clock.isKnown()).toBe(false);
  });

  it('is this machine’s own where the two agree, whatever an answer took', () => {
    const { clock, answer, wait } = pair(0);
    for (const took of [2, 40, 900, 3_000, 0, 120]) {
      answer(took);
      wait(777);
      expect(clock.offsetMs()).toBe(0);
    }
  });

  it('is followed within a second, forward and back, and holds still in between', () => {
    for (const ahead of [HOUR, -HOUR, 30 * 24 * HOUR]) {
      const { clock, answer, wait, service } = pair(ahead);
      const moves: number[] = [];
      clock.onMoved((ms) => moves.push(ms));
      for (let times = 0; times < 50; times += 1) {
        answer(20);
        wait(137);
        expect(Math.abs(clock.now() - service())).toBeLessThan(1_000);
      }
      // The bounds close in on it: it is corrected a few times, and not with every answer.
      expect(moves.length).toBeLessThan(6);
    }
  });

  it('is taken anew from the first answer after the service’s clock was moved', () => {
    const { clock, answer, moveService, service } = pair(0);
    answer(10);
    moveService(14 * 24 * HOUR);
    answer(10);
    expect(Math.abs(clock.now() - service())).toBeLessThan(1_000);
  });
});
