import { describe, expect, test } from 'vitest';
import { createSessionStore } from '../../../renderer/app/session-store.ts';
import { createFakeBridge } from '../../fixtures/fake-bridge.ts';
import { fakeProfessional } from '../../fixtures/fake-professionals.ts';

const status = (store: ReturnType<typeof createSessionStore>): string => {
  const state = store.state.getState();
  return state.status === 'ready' ? state.session.status : state.status;
};

async function firstStart({ bridge }: ReturnType<typeof createFakeBridge>) {
  const answer = await bridge['setup.state']({});
  if (!answer.ok) throw new Error('no set-up');
  return answer.value;
}

describe('who is at the post', () => {
  test('the workstation says it at the start', async () => {
    const store = createSessionStore(createFakeBridge('signedOut').bridge);
    await store.start();
    expect(status(store)).toBe('signedOut');
  });

  test('a first start counts its cards again once the post’s own service is there', async () => {
    const fake = createFakeBridge('firstStart');
    const status = await fake.bridge['system.status']({});
    if (!status.ok) throw new Error('no status');
    let cards: { name: string; professionLabel: string }[] = [];
    const store = createSessionStore({
      ...fake.bridge,
      'setup.state': async () => ({ ok: true, value: { ...(await firstStart(fake)), cards } }),
      'system.status': async () => ({ ok: true, value: { ...status.value, service: 'starting' } }),
    });
    await store.start();
    expect(store.state.getState()).toMatchObject({
      firstStart: { cards: [] },
      system: { service: 'starting' },
    });
    cards = [{ name: 'Dr Claire ROUSSEL', professionLabel: 'Médecin' }];
    fake.emit('system.status', { ...status.value, service: 'reachable' });
    await expect.poll(() => store.state.getState()).toMatchObject({ firstStart: { cards } });
  });

  test('what the workstation says while the page begins is not lost', async () => {
    const fake = createFakeBridge('signedOut');
    const status = await fake.bridge['system.status']({});
    if (!status.ok) throw new Error('no status');
    const store = createSessionStore({
      ...fake.bridge,
      'system.status': async () => {
        // Said right after the answer, before the page has all that it begins with.
        setTimeout(() => fake.emit('system.status', { ...status.value, service: 'reachable' }), 0);
        return { ok: true, value: { ...status.value, service: 'starting' } };
      },
      'system.info': async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return fake.bridge['system.info']({});
      },
    });
    await store.start();
    expect(store.state.getState()).toMatchObject({ system: { service: 'reachable' } });
  });

  test('locking takes the screen away before the workstation has answered', async () => {
    const fake = createFakeBridge();
    const store = createSessionStore(fake.bridge);
    await store.start();
    const release = fake.hold('session.lock');
    const locking = store.lock();
    expect(status(store)).toBe('leaving');
    release();
    await locking;
    expect(status(store)).toBe('leaving');
  });

  test('the screen stays away when the lock fails', async () => {
    const fake = createFakeBridge();
    const store = createSessionStore(fake.bridge);
    await store.start();
    fake.fail('session.lock', 'INTERNAL');
    await store.lock();
    expect(status(store)).toBe('leaving');
  });

  test('the workstation locks by itself', async () => {
    const fake = createFakeBridge();
    const store = createSessionStore(fake.bridge);
    await store.start();
    fake.emit('session.changed', {
      status: 'locked',
      professional: fakeProfessional,
      because: 'osLock',
      triesLeft: 2,
    });
    expect(store.state.getState()).toMatchObject({ status: 'leaving', to: 'locked' });
  });

  test('a page that was locked from its start takes the code; only one that saw patients is leaving', async () => {
    const fake = createFakeBridge('locked');
    const store = createSessionStore(fake.bridge);
    await store.start();
    expect(store.state.getState()).toMatchObject({ session: { status: 'locked', because: 'idle' } });
    const answer = await fake.bridge['session.unlock']({ pin: '1234' });
    expect(answer).toMatchObject({ value: { outcome: 'signedIn' } });
    expect(status(store)).toBe('open');
  });

  test('the lights follow the session: they are asked for again when it changes', async () => {
    const fake = createFakeBridge('signedOut');
    const store = createSessionStore(fake.bridge);
    await store.start();
    expect(store.state.getState()).toMatchObject({ system: { session: 'none' } });
    await fake.bridge['session.choosePlace']({ placeId: '1440000011' });
    await Promise.resolve();
    await Promise.resolve();
    expect(store.state.getState()).toMatchObject({ system: { session: 'open' } });
  });
});
