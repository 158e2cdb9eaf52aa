import { expect, it } from 'vitest';
import type { OfflineOpening } from '../../../../electron/store/offline-openings.ts';
import {
  markReported,
  openingsToReport,
  recordOpening,
} from '../../../../electron/store/offline-openings.ts';
import { memoryStore } from '../temporary-store.ts';

const ins = { system: 'urn:oid:1.2.250.1.213.1.4.8', value: '280024410990004' };
const about = (id: string, at = '2026-11-26T10:00:00Z') => ({ id, at, source: 'bag' as const, ins });
const read = (id: string, at?: string): OfflineOpening => ({
  ...about(id, at),
  act: 'read',
  uniqueId: '2.25.1',
});

it('holds what the service does not know yet, in order, until it has been told', () => {
  const db = memoryStore();
  recordOpening(db, read('b', '2026-11-26T10:00:02Z'));
  recordOpening(db, { ...about('a'), act: 'list' });
  expect(openingsToReport(db, 10).map(({ id }) => id)).toEqual(['a', 'b']);
  markReported(db, ['a'], '2026-11-26T11:00:00Z');
  expect(openingsToReport(db, 10)).toEqual([read('b', '2026-11-26T10:00:02Z')]);
});
