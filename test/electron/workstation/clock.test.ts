import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

const DAY = 86_400_000;

let service: ServiceProcess;
beforeAll(async () => {
  service = await startServiceProcess();
}, 180_000);
afterAll(() => service.stop());

describe('a post whose clock is not the service’s', () => {
  const posts: Post[] = [];
  const open = async (aheadMs: number): Promise<Post> => {
    const post = await openPost(service, { now: () => Date.now() + aheadMs });
    posts.push(post);
    return post;
  };
  afterAll(() => Promise.all(posts.map((post) => post.close())));

  it('signs in by the service’s clock, late or early as its own may be', async () => {
    for (const ahead of [-3 * DAY, 3 * DAY]) {
      const post = await open(ahead);
      expect(await post.signIn(service.card('doctor'), service.pin)).toMatchObject({ status: 'open' });
      const { clockOffsetMs } = await post.call('system.status', {});
      expect(Math.abs(clockOffsetMs + ahead)).toBeLessThan(1_000);
    }
  });

  it('follows it when it is put forward under an open session, and does not lock itself for it', async () => {
    const post = await open(0);
    await post.signIn(service.card('doctor'), service.pin);
    const ins = service.ins('adult');
    await post.call('record.open', { ins });
    await service.advance(40 * DAY);
    const { asOf } = await post.call('record.open', { ins });
    expect(Math.abs(Date.parse(asOf) - Date.now() - 40 * DAY)).toBeLessThan(5_000);
    expect(await post.call('session.state', {})).toMatchObject({ status: 'open' });
    // The page is told, so that its days and countdowns are the service's.
    const told = post.events.findLast(({ event }) => event === 'system.status');
    expect(told?.payload).toMatchObject({ clockOffsetMs: expect.closeTo(40 * DAY, -4) });
  });
});
