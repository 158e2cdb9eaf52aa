import { expect, it } from 'vitest';
import { clockMarks } from '../../../../electron/store/clock-mark.ts';
import { memoryStore } from '../temporary-store.ts';

it('keeps the latest time that was known, and never an earlier one', () => {
  const db = memoryStore();
  const marks = clockMarks(db);
  expect(marks.read()).toBeUndefined();
  marks.write({ at: 2_000, offsetMs: -5 });
  marks.write({ at: 1_000, offsetMs: 7 });
  expect(marks.read()).toEqual({ at: 2_000, offsetMs: -5 });
  expect(() => db.prepare('INSERT INTO clock_mark VALUES (2, 0, 0)').run()).toThrow(/CHECK/);
});
