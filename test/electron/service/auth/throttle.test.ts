import { describe, expect, it } from 'vitest';
import { createThrottle } from '../../../../electron/service/auth/throttle.ts';

const START = Date.parse('2026-11-21T10:00:00Z');

describe('failed sign-ins', () => {
  it('may be five in a minute; then one waits until the first of them is a minute old', () => {
    const throttle = createThrottle();
    for (let second = 0; second < 5; second += 1) {
      expect(throttle.wait('x', START + second * 1_000)).toBe(0);
      throttle.fail('x', START + second * 1_000);
    }
    expect(throttle.wait('x', START + 5_000)).toBe(55);
    expect(throttle.wait('x', START + 59_999)).toBe(1);
    expect(throttle.wait('x', START + 60_000)).toBe(0);
  });

  it('of one person slow nobody else down', () => {
    const throttle = createThrottle();
    for (let times = 0; times < 9; times += 1) throttle.fail('x', START);
    expect(throttle.wait('y', START)).toBe(0);
  });

  it('are forgiven by a right one', () => {
    const throttle = createThrottle();
    for (let times = 0; times < 5; times += 1) throttle.fail('x', START);
    throttle.forgive('x');
    expect(throttle.wait('x', START)).toBe(0);
  });
});
