import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOwnDesk, type OwnDesks } from '../../../electron/workstation/own-desk.ts';
import type { OpenSession } from '../../../electron/workstation/session.ts';
import { openStore } from '../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { ok } from '../../../shared/result.ts';
import { memoryKeychain } from '../vault/memory-keychain.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

const name = { kind: 'deposit', about: '280024410990042' };
const bytes = new Uint8Array([0x25, 0x50, 0x44, 0x46]);
const DAY_MS = 86_400_000;

describe('what is left on a desk', () => {
  let now: number;
  let session: OpenSession;
  let desk: OwnDesks;
  let bound: string | null;
  const identity: PatientIdentity = {
    ins: { system: 'urn:oid:1.2.250.1.213.1.4.11', value: '280024410990042' },
    birthFamilyName: 'MARTIN',
    usedFamilyName: null,
    givenNames: ['LÉA'],
    birthDate: '1980-02-01',
    gender: 'female',
    birthPlace: null,
    qualified: true,
  };

  beforeEach(() => {
    now = Date.parse('2026-11-21T10:00:00Z');
    bound = null;
    const opened = openStore(':memory:', Buffer.alloc(0), WORKSTATION_SCHEMA);
    if (!opened.ok) throw new Error(opened.error.code);
    // The desk looks at the store of a session, and at nothing else of it.
    session = { store: { database: opened.value } } as unknown as OpenSession;
    desk = createOwnDesk({
      usualLockMinutes: 5,
      session: () => ok(session),
      isBound: ({ value }) => value === bound,
      terms: { draftDays: 30, placeHours: 12 },
      now: () => now,
      onLockAfter: () => undefined,
    });
  });
  const place = async () => {
    const answer = await desk.handlers['desk.place']({});
    return answer.ok ? answer.value.place : answer;
  };
  const goTo = (screen: string) => desk.handlers['desk.keepPlace']({ place: { screen, record: null } });

  it('leads back to the place of today’s work, not to another day’s', async () => {
    await goTo('outbox');
    now += 11 * 3_600_000;
    expect(await place()).toEqual({ screen: 'outbox', record: null });
    now += 2 * 3_600_000;
    expect(await place()).toBeNull();
  });

  it('leads nowhere once he signed out, and keeps what he typed', async () => {
    await goTo('outbox');
    await desk.handlers['drafts.keep']({ ...name, text: 'typed', file: null });
    desk.forgetPlace(session);
    expect(await place()).toBeNull();
    expect(await desk.handlers['drafts.read'](name)).toMatchObject({ value: { text: 'typed' } });
  });

  it('keeps typing for thirty days, and no longer', async () => {
    await desk.handlers['drafts.keep']({ ...name, text: 'typed', file: null });
    now += 29 * DAY_MS;
    desk.open(session);
    expect(await desk.handlers['drafts.list']({ kind: 'deposit' })).toMatchObject({
      value: { drafts: [{ about: name.about }] },
    });
    now += 2 * DAY_MS;
    desk.open(session);
    expect(await desk.handlers['drafts.list']({ kind: 'deposit' })).toMatchObject({ value: { drafts: [] } });
  });

  it('holds no record that was open in an emergency or in secret', async () => {
    const record = { patient: identity, lastSeenAt: null, part: 'documents', document: null };
    const at = { screen: 'record', record };
    await desk.handlers['desk.keepPlace']({ place: at });
    expect(await place()).toEqual(at);
    bound = identity.ins.value;
    await desk.handlers['desk.keepPlace']({ place: at });
    expect(await place()).toEqual({ screen: 'home', record: null });
  });
});

describe('a post that several share', () => {
  let service: ServiceProcess;
  let post: Post;
  beforeAll(async () => {
    service = await startServiceProcess();
  }, 240_000);
  afterAll(() => service.stop());
  afterEach(() => post.close());
  const signIn = (role: string) => post.signIn(service.card(role), service.pin);

  it('gives each his own typing, place and preferences, and shows him nobody else’s', async () => {
    const keychain = memoryKeychain();
    post = await openPost(service, { keychain, practiceList: null });
    const { dataDir } = post;
    const again = async (role: string): Promise<void> => {
      await post.close();
      post = await openPost(service, { dataDir, keychain, practiceList: null });
      await signIn(role);
    };
    await signIn('treatingDoctor');
    await post.call('drafts.keep', { ...name, text: 'first', file: { name: 'a.pdf', bytes } });
    await post.call('drafts.keep', { ...name, text: 'then' });
    await post.call('desk.keepPlace', { place: { screen: 'outbox', record: null } });
    for (const lockAfterMinutes of [0, 16, 2.5, Infinity]) {
      await expect(post.call('desk.prefer', { lockAfterMinutes })).rejects.toThrow('INVALID');
    }
    await post.call('desk.prefer', { theme: 'dark', lockAfterMinutes: 12 });
    expect(await post.call('system.status', {})).toMatchObject({ lockAfterMinutes: 12 });

    await again('pharmacist');
    expect(await post.call('drafts.read', name)).toBeNull();
    expect(await post.call('desk.place', {})).toEqual({ place: null });
    expect(await post.call('desk.preferences', {})).toMatchObject({ theme: 'system', lockAfterMinutes: 5 });

    await again('treatingDoctor');
    expect(await post.call('drafts.read', name)).toMatchObject({
      text: 'then',
      file: { name: 'a.pdf', bytes },
    });
    expect(await post.call('desk.place', {})).toEqual({ place: { screen: 'outbox', record: null } });
    expect(await post.call('system.status', {})).toMatchObject({ lockAfterMinutes: 12 });
    // The machine locks: the post too, once.
    post.workstation.lock('suspend');
    expect(await post.call('session.state', {})).toMatchObject({ status: 'locked', because: 'suspend' });
    post.workstation.lock('osLock');
    expect(post.restarts).toHaveLength(1);
  });

  it('locks when the card is pulled', async () => {
    post = await openPost(service, { practiceList: null });
    await signIn('otherDoctor');
    rmSync(join(service.cardsDir, `${service.card('otherDoctor')}.json`));
    await expect.poll(() => post.restarts).toMatchObject([{ because: 'cardPulled' }]);
  });
});
