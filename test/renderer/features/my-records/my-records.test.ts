import { describe, expect, test } from 'vitest';
import { createMyRecordsStore } from '../../../../renderer/features/my-records/my-records-store.ts';
import { dueCount, rightState, sorted } from '../../../../renderer/features/my-records/my-records.ts';
import { namedLike } from '../../../../renderer/i18n/person.ts';
import type { MyRecord } from '../../../../shared/bridge/my-records.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { fakePatients, NOW } from '../../../fixtures/fake-patients.ts';

const DAY = 86_400_000;
const now = Date.parse(NOW);
const iso = (days: number): string => new Date(now + days * DAY).toISOString();

const record = (index: number, change: Partial<MyRecord> = {}): MyRecord => {
  const patient = fakePatients[index];
  if (patient === undefined) throw new Error('no such patient');
  return {
    patient: patient.identity,
    basis: 'CARE_TEAM',
    since: iso(-100),
    until: iso(265),
    status: 'running',
    treatingDoctor: false,
    lastSeenAt: iso(-3),
    ...change,
  };
};
const state = (change: Partial<MyRecord>) => rightState(record(0, change), now, 30);

describe('whether a right is to be renewed', () => {
  test.each([
    ['long before its end', { since: iso(-300), until: iso(31) }, 'running'],
    ['from thirty days before its end on', { since: iso(-335), until: iso(30) }, 'soon'],
    ['on its last day', { since: iso(-364), until: iso(0.5) }, 'soon'],
    ['once it is over', { since: iso(-365), until: iso(0) }, 'missed'],
    ['never, where it was for one consultation', { since: iso(-0.5), until: iso(0.5) }, 'running'],
    ['never, where that consultation is over', { since: iso(-2), until: iso(-1) }, 'over'],
    ['never, without a term', { until: null }, 'running'],
  ] as const)('%s', (_when, change, expected) => {
    expect(state(change)).toBe(expected);
  });
});

describe('one’s own records', () => {
  const soon = record(0, { since: iso(-340), until: iso(25) });
  const missed = record(1, { since: iso(-400), until: iso(-35), status: 'ended' });
  const running = record(2, { lastSeenAt: iso(-1) });
  const over = record(3, { since: iso(-9), until: iso(-8), status: 'ended', lastSeenAt: null });
  const all = [over, running, missed, soon];

  test('begin with those to be renewed, and end with what is over', () => {
    expect(sorted(all, 'due', now, 30)).toEqual([soon, missed, running, over]);
    expect(dueCount(all, now, 30)).toBe(2);
  });

  test('are sorted by name, end of the right and last look too', () => {
    const names = sorted(all, 'name', now, 30).map(
      ({ patient }) => patient.usedFamilyName ?? patient.birthFamilyName,
    );
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'fr')));
    expect(sorted(all, 'until', now, 30)[0]).toBe(missed);
    expect(sorted(all, 'seen', now, 30)[0]).toBe(running);
    expect(sorted(all, 'seen', now, 30).at(-1)).toBe(over);
  });

  test('are found by the beginning of any name, accents and case aside', () => {
    expect(namedLike(all, 'elise dur')).toEqual([soon]);
    expect(namedLike(all, 'martin')).toEqual([soon]);
    expect(namedLike(all, 'urand')).toEqual([]);
    expect(namedLike(all, ' ')).toEqual(all);
  });

  test('are asked for news only with a right and a last look, and no more once it is stopped', async () => {
    const { bridge, calls, hold } = createFakeBridge();
    const store = createMyRecordsStore(bridge);
    await store.askNews(all);
    const asked = () => calls.filter(({ channel }) => channel === 'records.news');
    expect(asked().map(({ input }) => input)).toEqual(
      [running, soon].map(({ patient, lastSeenAt }) => ({ ins: patient.ins, since: lastSeenAt })),
    );
    expect(store.state.getState().news.size).toBe(2);
    const release = hold('records.news');
    const many = Array.from({ length: 5 }, () => running);
    const search = store.askNews(many);
    store.stopNews();
    release();
    await search;
    // Two were under way; the other three were never asked for.
    expect(asked()).toHaveLength(4);
    expect(store.state.getState().asking).toBeNull();
  });
});
