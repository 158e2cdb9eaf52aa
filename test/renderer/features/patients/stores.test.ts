import { describe, expect, test } from 'vitest';
import { groupByDay } from '../../../../renderer/features/patients/groups.ts';
import { createLookupStore } from '../../../../renderer/features/patients/lookup-store.ts';
import { createSearchStore } from '../../../../renderer/features/patients/search-store.ts';
import type { PatientHit } from '../../../../shared/bridge/patients.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { fakePatients } from '../../../fixtures/fake-patients.ts';

describe('search as one types', () => {
  test('nothing typed shows the recent patients', async () => {
    const store = createSearchStore(createFakeBridge().bridge);
    await store.search('');
    const { found } = store.state.getState();
    expect(found.status === 'found' && found.hits.every(({ matched }) => matched === 'recent')).toBe(true);
  });

  test('the answer to an earlier word never replaces that of the last one', async () => {
    const fake = createFakeBridge();
    const store = createSearchStore(fake.bridge);
    const release = fake.hold('patients.search');
    const first = store.search('le goff');
    const second = store.search('lambert');
    release();
    await Promise.all([first, second]);
    const { found, query } = store.state.getState();
    if (found.status !== 'found') throw new Error(found.status);
    expect(query).toBe('lambert');
    expect(found.hits.map(({ identity }) => identity.birthFamilyName)).toEqual(['LAMBERT', 'LAMBERT']);
  });

  test('an answer after the screen is gone is dropped', async () => {
    const fake = createFakeBridge();
    const store = createSearchStore(fake.bridge);
    const release = fake.hold('patients.search');
    const late = store.search('lambert');
    store.end();
    release();
    await late;
    expect(store.state.getState().found.status).toBe('loading');
  });
});

describe('the national look-up', () => {
  const traits = { family: ' guérin ', given: 'Mathilde', gender: 'female', birthPlace: ' 2a004 ' } as const;

  test('asks by the exact traits, the commune in capitals, absent when not typed', async () => {
    const fake = createFakeBridge();
    const store = createLookupStore(fake.bridge);
    store.edit(traits);
    await store.ask('1999-08-08');
    expect(fake.calls.at(-1)?.input).toEqual({
      family: 'guérin',
      given: 'Mathilde',
      birthDate: '1999-08-08',
      gender: 'female',
      birthPlace: '2A004',
    });
    store.edit({ birthPlace: ' ' });
    await store.ask('1999-08-08');
    expect(fake.calls.at(-1)?.input).toMatchObject({ birthPlace: null });
  });

  test('other traits take away the person found under the old ones', async () => {
    const store = createLookupStore(createFakeBridge().bridge);
    store.edit(traits);
    await store.ask('1999-08-08');
    expect(store.state.getState().answer.status).toBe('found');
    store.edit({ family: 'autre' });
    expect(store.state.getState().answer).toEqual({ status: 'editing' });
  });

  test('an answer to traits that were changed meanwhile is dropped', async () => {
    const fake = createFakeBridge();
    const store = createLookupStore(fake.bridge);
    store.edit(traits);
    const release = fake.hold('patients.lookup');
    const late = store.ask('1999-08-08');
    store.edit({ family: 'autre' });
    release();
    await late;
    expect(store.state.getState().answer).toEqual({ status: 'editing' });
  });

  test('nobody is added who was not found', async () => {
    const fake = createFakeBridge();
    const store = createLookupStore(fake.bridge);
    expect(await store.add()).toBeNull();
    expect(fake.calls).toEqual([]);
  });

  test('a failure keeps the traits typed', async () => {
    const fake = createFakeBridge();
    fake.fail('patients.lookup', 'SERVICE_UNREACHABLE');
    const store = createLookupStore(fake.bridge);
    store.edit(traits);
    await store.ask('1999-08-08');
    expect(store.state.getState().fields.family).toBe(' guérin ');
    expect(store.state.getState().answer).toMatchObject({ status: 'failed' });
  });
});

const someone = fakePatients[0]?.identity;
if (someone === undefined) throw new Error('the fixture is empty');

test('recent patients are grouped by the day they were seen', () => {
  const noon = (day: number): string => new Date(2026, 10, day, 12).toISOString();
  const hit = (lastSeenAt: string | null): PatientHit => ({
    identity: someone,
    lastSeenAt,
    matched: 'recent',
  });
  const groups = groupByDay(
    [hit(noon(20)), hit(noon(20)), hit(noon(19)), hit(noon(14)), hit(noon(1)), hit(null)],
    '2026-11-20',
  );
  expect(groups.map(({ title, start, hits }) => [title, start, hits.length])).toEqual([
    ['Aujourd’hui', 0, 2],
    ['Hier', 2, 1],
    ['Ces sept derniers jours', 3, 1],
    ['Plus tôt', 4, 2],
  ]);
});
