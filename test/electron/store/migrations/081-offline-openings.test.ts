import { expect, it } from 'vitest';
import type { OfflineOpening } from '../../../../electron/store/offline-openings.ts';
import {
  markReported,
  openingsToReport,
  recordOpening,
} from '../../../../electron/store/offline-openings.ts';
import { memoryStore } from '../temporary-store.ts';

const opening = (id: string, over: Partial<OfflineOpening> = {}): OfflineOpening => ({
  id,
  at: '2026-11-26T10:00:00Z',
  act: 'read',
  source: 'bag',
  ins: { system: 'urn:oid:1.2.250.1.213.1.4.8', value: '280024410990004' },
  uniqueId: '2.25.1',
  ...over,
});

it('holds what the service does not know yet, in order, until it has been told', () => {
  const db = memoryStore();
  recordOpening(db, opening('b', { at: '2026-11-26T10:00:02Z' }));
  recordOpening(db, opening('a', { act: 'list', uniqueId: null }));
  expect(openingsToReport(db, 10).map(({ id }) => id)).toEqual(['a', 'b']);
  markReported(db, ['a'], '2026-11-26T11:00:00Z');
  expect(openingsToReport(db, 10)).toEqual([opening('b', { at: '2026-11-26T10:00:02Z' })]);
});

it('refuses a reading without its document, and a list with one', () => {
  const db = memoryStore();
  expect(() => recordOpening(db, opening('a', { uniqueId: null }))).toThrow(/CHECK/);
  expect(() => recordOpening(db, opening('a', { act: 'list' }))).toThrow(/CHECK/);
});
