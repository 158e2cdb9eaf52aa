import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { flushDrafts, openDraft } from '../../../renderer/platform/drafts.ts';
import { createFakeBridge } from '../../fixtures/fake-bridge.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const kept = (fake: ReturnType<typeof createFakeBridge>) =>
  fake.calls.filter(({ channel }) => channel === 'drafts.keep').map(({ input }) => input);

describe('typing that is kept', () => {
  it('goes to the store in a pause, once, and comes back from there', async () => {
    const fake = createFakeBridge();
    const draft = openDraft(fake.bridge, 'message', 'thread 1');
    for (const text of ['B', 'Bo', 'Bon']) draft.keep(text);
    expect(kept(fake)).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(kept(fake)).toEqual([{ kind: 'message', about: 'thread 1', text: 'Bon' }]);
    expect(await openDraft(fake.bridge, 'message', 'thread 1').read()).toMatchObject({ text: 'Bon' });
    expect(await openDraft(fake.bridge, 'message', 'thread 2').read()).toBeNull();
  });

  it('is kept of somebody who never pauses too', async () => {
    const fake = createFakeBridge();
    const draft = openDraft(fake.bridge, 'message', '');
    for (let turn = 0; turn < 20; turn += 1) {
      draft.keep(`text ${turn}`);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(kept(fake).length).toBeGreaterThan(0);
    draft.drop();
  });

  it('is kept at once when the post is about to lock, with its file', async () => {
    const fake = createFakeBridge();
    const file = { name: 'a.pdf', bytes: new Uint8Array([1]) };
    const draft = openDraft(fake.bridge, 'deposit', 'x');
    draft.keep('first', file);
    draft.keep('then');
    await flushDrafts();
    expect(kept(fake)).toEqual([{ kind: 'deposit', about: 'x', text: 'then', file }]);
    await flushDrafts();
    expect(kept(fake)).toHaveLength(1);
  });

  it('goes when it was sent or given up, and does not come back by a late pause', async () => {
    const fake = createFakeBridge();
    const draft = openDraft(fake.bridge, 'message', '');
    draft.keep('given up');
    draft.drop();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(kept(fake)).toEqual([]);
    expect(await draft.read()).toBeNull();
  });
});
