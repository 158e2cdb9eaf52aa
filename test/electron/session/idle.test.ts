import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sinceBoot, watchIdleness } from '../../../electron/session/idle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the time without an act', () => {
  it('is over a second after the limit at the latest', () => {
    let clock = 0;
    const onOver = vi.fn();
    const idle = watchIdleness(60_000, () => clock, onOver);
    const pass = (ms: number): void => {
      clock += ms;
      vi.advanceTimersByTime(ms);
    };
    pass(59_000);
    expect(onOver).not.toHaveBeenCalled();
    idle.touch();
    pass(59_000);
    expect(onOver).not.toHaveBeenCalled();
    pass(2_000);
    expect(onOver).toHaveBeenCalled();
    idle.stop();
  });

  it('counts the sleep of the machine, during which no timer runs', () => {
    let clock = 0;
    const idle = watchIdleness(60_000, () => clock, vi.fn());
    clock += 3_600_000;
    expect(idle.over()).toBe(true);
    idle.stop();
  });

  it('takes another limit at once', () => {
    let clock = 0;
    const idle = watchIdleness(300_000, () => clock, vi.fn());
    clock += 61_000;
    expect(idle.over()).toBe(false);
    idle.limit(60_000);
    expect(idle.over()).toBe(true);
    idle.stop();
  });

  it('goes by a clock that the date does not move', () => {
    const before = sinceBoot();
    vi.setSystemTime(Date.now() - 365 * 86_400_000);
    expect(sinceBoot()).toBeGreaterThanOrEqual(before);
  });
});
