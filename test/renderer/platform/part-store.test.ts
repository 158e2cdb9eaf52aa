import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Result } from '../../../shared/result.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Bridge } from '../../../renderer/platform/bridge.ts';
import { createPartStore } from '../../../renderer/platform/part-store.ts';

const ins: InsRef = { system: 'urn:oid:1.2.250.1.213.1.4.11', value: '280024410990042' };
const other: InsRef = { ...ins, value: '180024410990042' };
type Answer = Result<{ ins: InsRef; n: number }, Failure>;

function setUp() {
  let changed: (payload: { ins: InsRef }) => void = () => undefined;
  const asked: { byItself: boolean; answer: (answer: Answer) => Promise<void> }[] = [];
  /** What the post kept, once it says so; it keeps nothing before. */
  const post = Promise.withResolvers<Answer>();
  const bridge = {
    on: (_event: string, listener: typeof changed) => {
      changed = listener;
      return () => undefined;
    },
  } as unknown as Pick<Bridge, 'on'>;
  const store = createPartStore(bridge, ins, ({ byItself = false, kept = false }) => {
    if (kept) return post.promise;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    asked.push({
      byItself,
      answer: async (answer) => {
        resolve(answer);
        await promise;
        await Promise.resolve();
      },
    });
    return promise;
  });
  store.start();
  const keeps = async (answer: Answer): Promise<void> => {
    post.resolve(answer);
    await post.promise;
    await Promise.resolve();
  };
  return { store, asked, keeps, change: (of: InsRef) => changed({ ins: of }) };
}

const known = (n: number, of = ins): Answer => ok({ ins: of, n });

describe('a part of the open record', () => {
  it('is asked when it is looked at, and not before', async () => {
    const { store, asked } = setUp();
    expect(asked).toHaveLength(0);
    store.look(true);
    await asked[0]?.answer(known(1));
    expect(store.state.getState()).toMatchObject({ status: 'known', value: { n: 1 } });
    expect(asked.map(({ byItself }) => byItself)).toEqual([false]);
  });

  it('that changed out of sight waits until it is looked at again: reading is traced', async () => {
    const { store, asked, change } = setUp();
    store.look(true);
    await asked[0]?.answer(known(1));
    store.look(false);
    change(ins);
    change(ins);
    expect(asked).toHaveLength(1);
    store.look(true);
    expect(asked.map(({ byItself }) => byItself)).toEqual([false, true]);
  });

  it('is not asked again because another record changed', async () => {
    const { store, asked, change } = setUp();
    store.look(true);
    await asked[0]?.answer(known(1));
    change(other);
    expect(asked).toHaveLength(1);
  });

  it('drops an answer about another record, and one that a newer question made old', async () => {
    const { store, asked, change } = setUp();
    store.look(true);
    await asked[0]?.answer(known(1, other));
    expect(store.state.getState().status).toBe('loading');
    change(ins);
    void store.load();
    await asked[2]?.answer(known(3));
    await asked[1]?.answer(known(2));
    expect(store.state.getState()).toMatchObject({ value: { n: 3 } });
  });

  it('keeps what is shown when the service is out of reach, and says any other failure', async () => {
    const { store, asked, change } = setUp();
    store.look(true);
    await asked[0]?.answer(known(1));
    change(ins);
    await asked[1]?.answer(err({ code: 'SERVICE_UNREACHABLE', ref: 'x' }));
    expect(store.state.getState()).toMatchObject({ status: 'known' });
    change(ins);
    await asked[2]?.answer(err({ code: 'BLOCKED_BY_PATIENT', ref: 'x' }));
    expect(store.state.getState()).toMatchObject({ status: 'failed' });
  });

  it('is shown as the post kept it until the service answers', async () => {
    const { store, asked, keeps } = setUp();
    store.look(true);
    await keeps(known(1));
    expect(store.state.getState()).toMatchObject({ status: 'known', value: { n: 1 }, isAsking: true });
    await asked[0]?.answer(known(2));
    expect(store.state.getState()).toMatchObject({ status: 'known', value: { n: 2 }, isAsking: false });
  });

  it('is never shown as it was kept once the service has answered, nor of another patient', async () => {
    const late = setUp();
    late.store.look(true);
    await late.asked[0]?.answer(known(2));
    await late.keeps(known(1));
    expect(late.store.state.getState()).toMatchObject({ value: { n: 2 } });
    const strange = setUp();
    strange.store.look(true);
    await strange.keeps(known(1, other));
    expect(strange.store.state.getState().status).toBe('loading');
  });

  it('that may no longer be read leaves the screen though it was kept', async () => {
    const { store, asked, keeps } = setUp();
    store.look(true);
    await keeps(known(1));
    await asked[0]?.answer(err({ code: 'LEASE_ENDED', ref: 'x' }));
    expect(store.state.getState()).toMatchObject({ status: 'failed' });
  });
});
