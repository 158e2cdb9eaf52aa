import { describe, expect, it, vi } from 'vitest';
import type { PatientIdentity } from '../../../../shared/bridge/identity.ts';
import {
  createBreakGlassStore,
  ownCodePoints,
  STARTERS,
  startWith,
} from '../../../../renderer/features/emergency/break-glass-store.ts';
import {
  createCallStore,
  createCallStores,
  insAuthority,
  wholeTraits,
} from '../../../../renderer/features/emergency/call-store.ts';
import { createEmergencyStore } from '../../../../renderer/features/emergency/emergency-store.ts';
import { tellingTraits } from '../../../../renderer/features/emergency/homonyms.ts';
import { remainingMinutes, remainingTime } from '../../../../renderer/features/emergency/remaining.ts';
import { createReviewStore } from '../../../../renderer/features/emergency/review-store.ts';
import { flushDrafts, openDraft } from '../../../../renderer/platform/drafts.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';

const TODAY = '2026-11-20';

describe('the reason of a break-glass', () => {
  const [unconscious, distress] = STARTERS;

  it('must be completed by whoever is there: a starter alone counts for nothing', () => {
    for (const starter of STARTERS) {
      expect(starter.trim().length).toBeGreaterThanOrEqual(10);
      expect(ownCodePoints(starter)).toBe(0);
      expect(ownCodePoints(`${starter}   `)).toBe(0);
      expect(ownCodePoints(`${starter}glycémie effondrée`)).toBe(18);
    }
    expect(ownCodePoints('  Chute dans l’escalier ')).toBe(21);
    expect(ownCodePoints('')).toBe(0);
  });

  it('keeps what was written when another beginning is chosen', () => {
    const written = startWith(unconscious, 'seule à domicile');
    expect(written).toBe(`${unconscious}seule à domicile`);
    expect(startWith(distress, written)).toBe(`${distress}seule à domicile`);
  });
});

describe('the form of break-glass', () => {
  const filled = () => {
    const fake = createFakeBridge();
    const store = createBreakGlassStore(fake.bridge, openDraft(fake.bridge, 'breakGlass', ''));
    store.edit({
      family: 'Le Goff',
      given: 'Yann',
      birthDate: '03/02/1949',
      reason: 'Chute, inconscient',
    });
    return { fake, store };
  };

  it('keeps every word when it is refused, and is empty once it opened', async () => {
    const { fake, store } = filled();
    fake.fail('emergency.breakGlass', 'IDENTITY_MISMATCH');
    expect(await store.enter('1949-02-03')).toBeNull();
    expect(store.state.getState()).toMatchObject({
      fields: { family: 'Le Goff', reason: 'Chute, inconscient' },
      sending: { status: 'failed', failure: { code: 'IDENTITY_MISMATCH' } },
    });
    fake.fail('emergency.breakGlass', null);
    const view = await store.enter('1949-02-03');
    expect(view?.access.mode).toBe('BTG');
    expect(store.state.getState().fields).toMatchObject({ family: '', reason: '' });
  });

  it('comes back after a lock with what was typed', async () => {
    const { fake } = filled();
    await flushDrafts();
    const again = createBreakGlassStore(fake.bridge, openDraft(fake.bridge, 'breakGlass', ''));
    await vi.waitFor(() =>
      expect(again.state.getState().fields).toEqual({
        family: 'Le Goff',
        given: 'Yann',
        birthDate: '03/02/1949',
        reason: 'Chute, inconscient',
      }),
    );
  });

  it('forgets the record from whose gate it came as soon as other traits are typed', async () => {
    const fake = createFakeBridge();
    const store = createBreakGlassStore(fake.bridge, openDraft(fake.bridge, 'breakGlass', ''));
    const { hits } = await fake.bridge['patients.recent']({ limit: 1 }).then((answer) => {
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    });
    const patient = hits[0]?.identity;
    if (patient === undefined) throw new Error('nobody');
    store.comeFor(patient);
    store.edit({ reason: 'Détresse respiratoire' });
    expect(store.state.getState().patient).toEqual(patient);
    store.edit({ given: 'Autre' });
    expect(store.state.getState().patient).toBeNull();
  });
});

describe('the identity that is typed before its call is opened', () => {
  it('goes with the call that is opened for it, and the next one begins with an empty field', async () => {
    const fake = createFakeBridge('regulating');
    const stores = createCallStores(fake.bridge, insAuthority(true));
    const emergencies = createEmergencyStore(fake.bridge, stores.adopt);
    const stop = emergencies.start();
    const typed = stores.next();
    await typed.hear('Mme Camille LAMBERT', TODAY);
    const call = await emergencies.openCall();
    if (!call.ok) throw new Error(call.error.code);
    expect(stores.of(call.value)).toBe(typed);
    expect(stores.of(call.value).state.getState().text).toBe('Mme Camille LAMBERT');
    expect(stores.next().state.getState().text).toBe('');
    stop();
    stores.end();
  });
});

describe('the emergencies of the desk', () => {
  it('follow the workstation, keep a call in hand, and say why the last one ended', async () => {
    const fake = createFakeBridge('regulating');
    const store = createEmergencyStore(fake.bridge);
    const stop = store.start();
    await store.openCall();
    await store.openCall();
    expect(store.state.getState()).toMatchObject({ currentCall: 2, calls: [{ number: 1 }, { number: 2 }] });
    store.choose(1);
    const [first] = store.state.getState().calls;
    if (first === undefined) throw new Error('no call');
    await store.closeCall(first);
    // The call in hand is gone: the latest that stands is in hand.
    expect(store.state.getState()).toMatchObject({ currentCall: 2, closedCalls: 1 });
    fake.emit('emergency.ended', { ins: { system: 'urn:oid:1', value: '1'.repeat(15) }, because: 'time' });
    expect(store.state.getState().lastEnd).toBe('time');
    store.readEnd();
    expect(store.state.getState().lastEnd).toBeNull();
    stop();
    fake.emit('emergency.ended', { ins: { system: 'urn:oid:1', value: '1'.repeat(15) }, because: 'left' });
    expect(store.state.getState().lastEnd).toBeNull();
  });
});

describe('a call', () => {
  const call = { id: 'C15-20261120-00000001', number: 1, openedAt: '2026-11-20T09:30:00Z' };

  it('hears an identity, opens it, and begins the next one with an empty field', async () => {
    const fake = createFakeBridge('regulating');
    const store = createCallStore(fake.bridge, insAuthority(true));
    await store.hear('LE GOFF Yann 03/02/1949', TODAY);
    const { heard } = store.state.getState();
    const traits = wholeTraits(heard);
    expect(traits).toEqual({ family: 'LE GOFF', given: 'Yann', birthDate: '1949-02-03' });
    if (traits === null) throw new Error('not whole');
    expect((await store.open(call, traits))?.access).toMatchObject({ mode: 'ETREAT', callId: call.id });
    expect(store.state.getState()).toMatchObject({ text: '', hits: [] });
  });

  it('asks what tells several people apart, and keeps what was heard', async () => {
    const fake = createFakeBridge('regulating');
    const store = createCallStore(fake.bridge, insAuthority(true));
    await store.hear('Mme GUÉRIN Mathilde 08/08/1999', TODAY);
    const traits = wholeTraits(store.state.getState().heard);
    if (traits === null) throw new Error('not whole');
    fake.fail('emergency.openForCall', 'MULTIPLE_MATCHES');
    expect(await store.open(call, traits)).toBeNull();
    expect(store.state.getState()).toMatchObject({
      text: 'Mme GUÉRIN Mathilde 08/08/1999',
      apart: { gender: 'female', answer: { status: 'editing' } },
    });
    store.tell({ birthPlace: '21231' });
    await store.askApart();
    const { apart } = store.state.getState();
    expect(apart?.answer.status).toBe('found');
    expect(fake.calls.at(-1)?.input).toMatchObject({ gender: 'female', birthPlace: '21231' });
  });

  it('drops the answer to what was typed before', async () => {
    const fake = createFakeBridge('regulating');
    const store = createCallStore(fake.bridge, insAuthority(true));
    const release = fake.hold('patients.search');
    const earlier = store.hear('LE GOFF', TODAY);
    release();
    await store.hear('', TODAY);
    await earlier;
    expect(store.state.getState().hits).toEqual([]);
  });

  it('takes a whole INS for what it is, under the authority of the place, and nothing else', () => {
    const ins = '2 80 02 44 109 900 63';
    expect(insAuthority(true)(ins)).toEqual({
      system: 'urn:oid:1.2.250.1.213.1.4.11',
      value: '280024410990063',
    });
    expect(insAuthority(false)(ins)?.system).toBe('urn:oid:1.2.250.1.213.1.4.8');
    expect(insAuthority(true)('2 80 02 44 109 900 64')).toBeNull();
    expect(insAuthority(true)('DURAND Élise')).toBeNull();
  });

  it('does not invent traits out of half an identity', async () => {
    const store = createCallStore(createFakeBridge('regulating').bridge, insAuthority(true));
    await store.hear('LE GOFF Yann 1949', TODAY);
    expect(wholeTraits(store.state.getState().heard)).toBeNull();
  });
});

describe('homonyms', () => {
  const person = (change: Partial<PatientIdentity>): PatientIdentity => ({
    ins: { system: 'urn:oid:1', value: '1'.repeat(15) },
    birthFamilyName: 'MARTIN',
    usedFamilyName: null,
    givenNames: ['JEAN', 'PAUL'],
    birthDate: '1950-01-01',
    gender: 'male',
    birthPlace: { code: '44109', label: 'Nantes' },
    qualified: true,
    ...change,
  });

  it('are told apart by what differs among them alone', () => {
    const [one, other, alone] = tellingTraits([
      person({}),
      person({ givenNames: ['Jean', 'PIERRE'], birthDate: '1962-07-09' }),
      person({ birthFamilyName: 'DURAND', birthDate: '1980-02-03' }),
    ]);
    expect([...(one ?? [])]).toEqual(['givenNames', 'birthDate']);
    expect(other).toEqual(one);
    expect(alone?.size).toBe(0);
  });
});

describe('the time that is left', () => {
  const end = '2026-11-20T10:30:00Z';
  it.each([
    [60 * 60_000, '60:00', 60],
    [60 * 60_000 + 900, '60:00', 61],
    [59_001, '0:59', 1],
    [9_000, '0:09', 1],
    [-5_000, '0:00', 0],
  ])('%i ms are shown as %s', (left, shown, minutes) => {
    const now = Date.parse(end) - left;
    expect(remainingTime(end, now)).toBe(shown);
    expect(remainingMinutes(end, now)).toBe(minutes);
  });
});

it('the list of one’s own accesses is asked and marked', async () => {
  const store = createReviewStore(createFakeBridge().bridge);
  await store.load();
  const listed = store.state.getState();
  if (listed.status !== 'listed') throw new Error(listed.status);
  const waiting = listed.entries.find(({ reviewedAt }) => reviewedAt === null);
  await store.review(waiting?.id ?? '');
  const after = store.state.getState();
  expect(
    after.status === 'listed' && after.entries.find(({ id }) => id === waiting?.id)?.reviewedAt,
  ).not.toBeNull();
});
