import { expect, it } from 'vitest';
import { addWalkIn, dropWalkInsBefore, walkInsOf } from '../../../electron/store/walk-ins.ts';
import { INS_SYSTEMS } from '../../../shared/identity/ins.ts';
import { memoryStore } from './temporary-store.ts';

const ins = { system: INS_SYSTEMS.DEMO, value: '278057512345678' };

it('a list of the day is gone with its day, and another day’s is not', () => {
  const db = memoryStore();
  const walkIn = { ins, addedAt: '2026-11-26T09:00:00.000Z', place: 1 };
  addWalkIn(db, '2026-11-26', walkIn);
  addWalkIn(db, '2026-11-27', walkIn);
  dropWalkInsBefore(db, '2026-11-26');
  expect(walkInsOf(db, '2026-11-26')).toEqual([walkIn]);
  dropWalkInsBefore(db, '2026-11-27');
  expect(walkInsOf(db, '2026-11-26')).toEqual([]);
  expect(walkInsOf(db, '2026-11-27')).toEqual([walkIn]);
});
