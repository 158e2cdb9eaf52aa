import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { USUAL_CONFIG, writePostConfig } from '../../../electron/post/config.ts';
import type { Professional, SessionState } from '../../../shared/bridge/session.ts';
import { memoryKeychain, noKeychain } from '../vault/memory-keychain.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

let service: ServiceProcess;
let post: Post;

beforeAll(async () => {
  service = await startServiceProcess();
}, 240_000);
afterAll(() => service.stop());
afterEach(() => post.close());

/** A professional with one place of practice, unless a test is about who has several. */
const signIn = (role = 'treatingDoctor', pin = service.pin) =>
  post.call('session.signIn', { cardId: service.card(role), pin });

/** What lies on disk of the professionals of a post. */
const filesOf = (dataDir: string): string[] =>
  readdirSync(join(dataDir, 'stores'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(relative(join(dataDir, 'stores'), entry.parentPath), entry.name));

describe('signing in', () => {
  it('goes straight to the one place of practice, and says where the data live', async () => {
    post = await openPost(service);
    const outcome = await signIn();
    expect(outcome).toMatchObject({
      outcome: 'signedIn',
      state: {
        status: 'open',
        professional: { id: service.card('treatingDoctor'), professionLabel: 'Médecin', card: 'CPS' },
        place: { name: expect.stringContaining('Marchal') as string },
        storage: 'encrypted',
      },
    });
    expect(post.events).toContainEqual({
      event: 'session.changed',
      payload: expect.objectContaining({ status: 'open' }) as unknown,
    });
    expect(await post.call('system.status', {})).toMatchObject({
      service: 'reachable',
      session: 'open',
      storage: 'encrypted',
    });
  });

  it('proposes the place where the post stands first, and no place where nobody practises', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'post-place-'));
    writePostConfig(dataDir, { ...USUAL_CONFIG, place: '990000564' });
    post = await openPost(service, { dataDir });
    expect((await post.call('setup.state', {})).cards).toContainEqual({
      name: 'Dr Sophie RENAUD',
      professionLabel: 'Médecin',
    });
    const { state } = (await signIn('doctor')) as { state: Extract<SessionState, { places: unknown }> };
    expect(state.places.map(({ name }) => name)).toEqual([
      'EHPAD Les Glycines',
      'Cabinet médical des Tilleuls',
    ]);
    // Within its bounds only, whoever asks.
    const set = post.call('setup.save', { ...USUAL_CONFIG, lockAfterMinutes: 0 });
    await expect(set).rejects.toThrow('INVALID');
    const drafts = post.call('setup.save', { ...USUAL_CONFIG, draftDays: 365 });
    await expect(drafts).rejects.toThrow('INVALID');
  });

  it('asks where the professional practises today when there are several places', async () => {
    post = await openPost(service);
    const { state } = (await signIn('doctor')) as { state: Extract<SessionState, { places: unknown }> };
    expect(state.status).toBe('choosingPlace');
    expect(state.places.map(({ name }) => name)).toEqual([
      'Cabinet médical des Tilleuls',
      'EHPAD Les Glycines',
    ]);
    await expect(post.call('patients.recent', { limit: 5 })).rejects.toThrow('LOCKED');
    await expect(post.call('session.choosePlace', { placeId: '1990000358' })).rejects.toThrow('REFUSED');
    const [, second] = state.places;
    expect(await post.call('session.choosePlace', { placeId: second?.id ?? '' })).toMatchObject({
      status: 'open',
      place: second,
    });
  });

  it('says that nothing is kept where no keychain guards the key, and writes no store', async () => {
    post = await openPost(service, { keychain: noKeychain });
    expect(await signIn()).toMatchObject({ state: { status: 'open', storage: 'memory' } });
    expect(readdirSync(post.dataDir)).not.toContain('stores');
  });

  it('counts wrong PINs down to a blocked card, over restarts of the post', async () => {
    post = await openPost(service);
    expect(await signIn('otherDoctor', '0000')).toEqual({ outcome: 'wrongPin', triesLeft: 2 });
    await post.close();
    post = await openPost(service);
    expect(await signIn('otherDoctor', '0000')).toEqual({ outcome: 'wrongPin', triesLeft: 1 });
    expect(await signIn('otherDoctor', '0000')).toEqual({ outcome: 'cardBlocked' });
    expect(await signIn('otherDoctor')).toEqual({ outcome: 'cardBlocked' });
    const { cards } = await post.call('session.cards', {});
    expect(cards.find(({ id }) => id === service.card('otherDoctor'))?.triesLeft).toBe(0);
    expect(readdirSync(join(post.dataDir))).not.toContain('stores');
  });

  it.each(['revoked', 'expired'])('refuses a card that the nation knows as %s', async (role) => {
    post = await openPost(service);
    expect(await signIn(role)).toEqual({ outcome: 'cardRefused' });
    expect(await post.call('session.state', {})).toEqual({ status: 'signedOut' });
  });

  it('lists the cards by name with their profession', async () => {
    post = await openPost(service);
    const { cards } = await post.call('session.cards', {});
    const names = cards.map(({ name }) => name);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'fr')));
    expect(cards.find(({ id }) => id === service.card('pharmacist'))?.professionLabel).toBe('Pharmacien');
  });

  it('keeps names of files that say nothing of whose they are, for their owner alone', async () => {
    post = await openPost(service);
    await signIn();
    const files = filesOf(post.dataDir);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      expect(file).toMatch(
        /^[0-9a-f]{32}\/(keys(\.copy)?\.json|1\/(store\.db(-wal|-shm|\.witness)?|reserve|undelivered\.log|cache\/list\.db(-wal|-shm)?))$/,
      );
    }
    expect(statSync(join(post.dataDir, 'stores')).mode & 0o777).toBe(0o700);
  });
});

describe('a locked post', () => {
  const doctor = (): Professional => ({
    id: service.card('treatingDoctor'),
    name: 'Dr Hélène MARCHAL',
    profession: '10',
    professionLabel: 'Médecin',
    card: 'CPS',
    regulator: false,
  });

  it('drops what it holds, then asks the shell to end it, naming who was there', async () => {
    post = await openPost(service);
    await signIn();
    const { place } = (await post.call('session.state', {})) as { place: { id: string } };
    const state = await post.call('session.lock', {});
    expect(state).toMatchObject({ status: 'locked', triesLeft: 3 });
    expect(post.restarts).toEqual([
      { professional: expect.anything() as unknown, placeId: place.id, because: 'asked' },
    ]);
    await expect(post.call('patients.recent', { limit: 5 })).rejects.toThrow('LOCKED');
    await expect(signIn()).rejects.toThrow('REFUSED');
  });

  it('opens again with the PIN of that very card, on the same store', async () => {
    const keychain = memoryKeychain();
    post = await openPost(service, { keychain });
    await signIn();
    const before = await post.call('patients.recent', { limit: 1 });
    await post.call('session.lock', {});
    const [handover] = post.restarts;
    const { dataDir } = post;
    await post.close();

    post = await openPost(service, { dataDir, keychain, practiceList: null, handover: handover ?? null });
    expect(await post.call('session.state', {})).toMatchObject({ status: 'locked', triesLeft: 3 });
    expect(await post.call('session.unlock', { pin: '9999' })).toEqual({ outcome: 'wrongPin', triesLeft: 2 });
    expect(await post.call('session.state', {})).toMatchObject({ status: 'locked', triesLeft: 2 });
    expect(await post.call('session.unlock', { pin: service.pin })).toMatchObject({
      outcome: 'signedIn',
      state: { status: 'open', professional: doctor(), storage: 'encrypted' },
    });
    expect((await post.call('patients.recent', { limit: 1 })).total).toBe(before.total);
  });

  it('comes back to the place that was chosen, without asking again', async () => {
    post = await openPost(service);
    await signIn('doctor');
    const second = { placeId: '1990000564' };
    await post.call('session.choosePlace', second);
    await post.call('session.lock', {});
    const [handover] = post.restarts;
    await post.close();

    post = await openPost(service, { handover: handover ?? null });
    expect(await post.call('session.unlock', { pin: service.pin })).toMatchObject({
      state: { status: 'open', place: { id: second.placeId, name: 'EHPAD Les Glycines' } },
    });
  });

  it('locks itself when nobody does anything', async () => {
    let clock = 0;
    post = await openPost(service, { sinceBoot: () => clock });
    await signIn();
    clock += 4 * 60_000;
    expect(await post.call('session.state', {})).toMatchObject({ status: 'open' });
    clock += 5 * 60_000;
    expect(await post.call('session.state', {})).toMatchObject({ status: 'locked', because: 'idle' });
    expect(post.restarts).toHaveLength(1);
  });

  it('signs out into a fresh post', async () => {
    post = await openPost(service);
    await signIn();
    expect(await post.call('session.signOut', {})).toEqual({ status: 'signedOut' });
    expect(post.restarts).toEqual([null]);
  });
});
