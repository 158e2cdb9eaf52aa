import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Changes, OwnView } from '../../../electron/service/changes/changes.ts';
import { openChanges } from '../../../electron/service/changes/changes.ts';

/** The followers themselves, with views made by hand and the clock in our hands. */

let now = 0;
let changes: Changes;
beforeEach(() => {
  now = 1_000_000;
  changes = openChanges(() => now);
});
afterEach(() => {
  changes.close();
  vi.useRealTimers();
});

interface Follower {
  readonly stream: Readable;
  view: OwnView | undefined;
  drawn: number;
}

function follow(recordId: number, until: number | null = null, token = 'a'): Follower {
  const follower = { view: { digest: 'first', until }, drawn: 0 } as Follower & { stream: Readable };
  return Object.assign(follower, {
    stream: changes.follow(
      {
        token: Buffer.from(token),
        recordId,
        names: [],
        isAllowed: () => follower.view !== undefined,
        draw: () => {
          follower.drawn += 1;
          return follower.view;
        },
      },
      undefined,
    ),
  });
}

const heard = (stream: Readable): string => String(stream.read() ?? '');
const afterCommit = (): Promise<void> => pause(5);

describe('those who follow', () => {
  it('are drawn again only when their own record was touched', async () => {
    const [mine, other] = [follow(1), follow(2)];
    heard(mine.stream);
    mine.view = { digest: 'second', until: null };
    changes.record(1);
    changes.committed();
    await afterCommit();
    expect(heard(mine.stream)).toBe('id: second\nevent: change\ndata:\n\n');
    expect([mine.drawn, other.drawn]).toEqual([2, 1]);
  });

  it('are told once of what many commits did at the same moment', async () => {
    const mine = follow(1);
    heard(mine.stream);
    mine.view = { digest: 'second', until: null };
    for (let times = 0; times < 20; times += 1) {
      changes.record(1);
      changes.committed();
    }
    await afterCommit();
    expect(heard(mine.stream).split('event: change')).toHaveLength(2);
    expect(mine.drawn).toBe(2);
  });

  it('are looked at when their time comes by the service’s clock', async () => {
    vi.useFakeTimers();
    const mine = follow(1, now + 5_000);
    heard(mine.stream);
    mine.view = { digest: 'later', until: null };
    now += 4_999;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard(mine.stream)).toBe('');
    now += 1;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard(mine.stream)).toContain('id: later');
  });

  it('are let go with a last word when they may look no more, noticed within fifteen seconds', async () => {
    vi.useFakeTimers();
    const mine = follow(1);
    heard(mine.stream);
    mine.view = undefined;
    await vi.advanceTimersByTimeAsync(16_000);
    expect(heard(mine.stream)).toBe('event: change\ndata:\n\n');
    expect(changes.openOf(Buffer.from('a'))).toBe(0);
  });

  it('who do not read are dropped, and cost nothing any more', async () => {
    const [slow, quick] = [follow(1), follow(1, null, 'b')];
    for (let times = 0; times < 200; times += 1) {
      const view = { digest: `view ${times}`, until: null };
      Object.assign(slow, { view });
      Object.assign(quick, { view });
      changes.record(1);
      changes.committed();
      await new Promise((next) => setImmediate(next));
      await new Promise((next) => setImmediate(next));
      heard(quick.stream);
    }
    expect([slow.stream.destroyed, quick.stream.destroyed]).toEqual([true, false]);
    expect([changes.openOf(Buffer.from('a')), changes.openOf(Buffer.from('b'))]).toEqual([0, 1]);
    expect(slow.drawn).toBeLessThan(quick.drawn);
  });

  it('are let go alone where their view cannot be drawn', async () => {
    const silenced = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const [broken, whole] = [follow(1), follow(1, null, 'b')];
    heard(broken.stream);
    heard(whole.stream);
    Object.defineProperty(broken, 'view', {
      get: () => {
        throw new Error('a fault of ours');
      },
    });
    whole.view = { digest: 'second', until: null };
    changes.record(1);
    changes.committed();
    await afterCommit();
    silenced.mockRestore();
    expect(heard(whole.stream)).toContain('id: second');
    expect([changes.openOf(Buffer.from('a')), changes.openOf(Buffer.from('b'))]).toEqual([0, 1]);
  });

  it('are gone with their connection', () => {
    const mine = follow(1);
    mine.stream.destroy();
    return pause(5).then(() => expect(changes.openOf(Buffer.from('a'))).toBe(0));
  });
});
