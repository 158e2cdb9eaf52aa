import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { followClock, now, useNow, useToday } from '../../../renderer/platform/clock.ts';
import { mount, unmountAll } from '../mount.tsx';

const DAY = 86_400_000;

function Times() {
  return (
    <p>
      {useToday()} {new Date(useNow(1_000)).toISOString()}
    </p>
  );
}

describe('the time that the page shows', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-11-26T12:00:00Z') });
    followClock(0);
  });
  afterEach(() => {
    unmountAll();
    followClock(0);
    vi.useRealTimers();
  });

  test('runs, turns at midnight, and follows the service’s clock at once', () => {
    const page = mount(<Times />);
    const text = () => page.textContent;
    expect(text()).toBe('2026-11-26 2026-11-26T12:00:00.000Z');
    act(() => void vi.advanceTimersByTime(3_000));
    expect(text()).toContain('T12:00:03.000Z');
    act(() => followClock(14 * DAY));
    expect(text()).toBe('2026-12-10 2026-12-10T12:00:03.000Z');
    expect(now() - Date.now()).toBe(14 * DAY);
    act(() => void vi.advanceTimersByTime(13 * 3_600_000));
    expect(text()).toContain('2026-12-11');
  });
});
