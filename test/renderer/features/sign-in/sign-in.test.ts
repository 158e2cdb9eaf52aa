import { describe, expect, test } from 'vitest';
import { createLockStore } from '../../../../renderer/features/lock/lock-store.ts';
import { createSignInStore } from '../../../../renderer/features/sign-in/sign-in-store.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';

async function ready() {
  const fake = createFakeBridge('signedOut');
  const store = createSignInStore(fake.bridge);
  await store.load();
  store.choose('card-1');
  return { fake, store };
}

describe('signing in with a card', () => {
  test('a wrong code says how many tries are left, on the card too', async () => {
    const { store } = await ready();
    expect(await store.signIn('0000')).toBeNull();
    const { attempt, cards } = store.state.getState();
    expect(attempt).toEqual({ status: 'wrongPin', triesLeft: 2 });
    expect(cards.status === 'listed' && cards.cards[0]?.triesLeft).toBe(2);
  });

  test('three wrong codes block the card', async () => {
    const { store } = await ready();
    for (const pin of ['0000', '1111', '2222']) await store.signIn(pin);
    const { attempt, cards } = store.state.getState();
    expect(attempt).toEqual({ status: 'cardBlocked' });
    expect(cards.status === 'listed' && cards.cards[0]?.triesLeft).toBe(0);
  });

  test('the right code hands over the session; no state holds the code', async () => {
    const { store } = await ready();
    const session = await store.signIn('1234');
    expect(session?.status).toBe('choosingPlace');
    expect(JSON.stringify(store.state.getState())).not.toContain('1234');
  });

  test('the answer for one card does not count for another', async () => {
    const { fake, store } = await ready();
    const release = fake.hold('session.signIn');
    const late = store.signIn('0000');
    store.choose('card-2');
    release();
    expect(await late).toBeNull();
    expect(store.state.getState()).toMatchObject({ cardId: 'card-2', attempt: { status: 'idle' } });
  });
});

describe('a post whose service is still starting', () => {
  test('looks for the cards again where it found none, and leaves a choice alone', async () => {
    const fake = createFakeBridge('signedOut');
    let isMade = false;
    const store = createSignInStore({
      ...fake.bridge,
      'session.cards': async () =>
        isMade ? fake.bridge['session.cards']({}) : { ok: true, value: { cards: [], away: [] } },
    });
    await store.load();
    expect(store.state.getState()).toMatchObject({ cards: { status: 'listed', cards: [] }, cardId: null });
    isMade = true;
    await store.lookAgain();
    expect(store.state.getState().cardId).not.toBeNull();
    store.choose('card-2');
    await store.lookAgain();
    expect(store.state.getState().cardId).toBe('card-2');
  });
});

describe('unlocking', () => {
  test('counts the tries and ends blocked', async () => {
    const store = createLockStore(createFakeBridge().bridge, 3);
    await store.unlock('0000');
    expect(store.state.getState()).toEqual({ status: 'wrongPin', triesLeft: 2 });
    await store.unlock('0000');
    await store.unlock('0000');
    expect(store.state.getState()).toEqual({ status: 'cardBlocked' });
  });

  test('a card without tries is blocked from the start', () => {
    expect(createLockStore(createFakeBridge().bridge, 0).state.getState()).toEqual({ status: 'cardBlocked' });
  });
});
