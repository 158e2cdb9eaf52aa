import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { reportActivity } from '../../../renderer/platform/activity.ts';
import { createFakeBridge } from '../../fixtures/fake-bridge.ts';

const act = (type: string): boolean => document.body.dispatchEvent(new Event(type, { bubbles: true }));

/** How often the workstation was told that somebody is there. */
function watch(): { readonly told: () => number; readonly stop: () => void } {
  const state = vi.spyOn(bridge, 'session.state');
  return { told: () => state.mock.calls.length, stop: reportActivity(bridge, document) };
}

let { bridge } = createFakeBridge();
beforeEach(() => {
  vi.useFakeTimers();
  ({ bridge } = createFakeBridge());
});
afterEach(() => {
  vi.useRealTimers();
});

describe('somebody at the post', () => {
  test.each(['keydown', 'pointerdown', 'pointermove', 'wheel'])('is seen by a %s', (type) => {
    const { told, stop } = watch();
    act(type);
    expect(told()).toBe(1);
    stop();
  });

  test('is told once a minute, however much is done', () => {
    const { told, stop } = watch();
    for (let second = 0; second < 150; second += 1) {
      act('pointermove');
      act('keydown');
      vi.advanceTimersByTime(1_000);
    }
    expect(told()).toBe(3);
    stop();
  });

  test('who does nothing is not kept signed in', () => {
    const { told, stop } = watch();
    act('keydown');
    vi.advanceTimersByTime(10 * 60_000);
    expect(told()).toBe(1);
    stop();
  });

  test('is seen where a part of the page keeps its keys to itself', () => {
    const { told, stop } = watch();
    const field = document.body.appendChild(document.createElement('input'));
    field.addEventListener('keydown', (event) => event.stopPropagation());
    field.dispatchEvent(new Event('keydown', { bubbles: true }));
    expect(told()).toBe(1);
    field.remove();
    stop();
  });

  test('is no longer watched once the page is left', () => {
    const { told, stop } = watch();
    stop();
    act('keydown');
    expect(told()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
