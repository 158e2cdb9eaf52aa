import { describe, expect, it } from 'vitest';
import who2006 from '../../../resources/growth/who-2006.json' with { type: 'json' };
import who2007 from '../../../resources/growth/who-2007.json' with { type: 'json' };
import type { GrowthMeasure, GrowthStandard } from '../../../shared/clinical/growth.ts';
import {
  deviation,
  growthCurves,
  growthSheet,
  growthSpan,
  standardsOn,
} from '../../../shared/clinical/growth.ts';

const standards: readonly GrowthStandard[] = [who2006, who2007];
const WHOLE = { from: 0, until: 228 };

/** Percentiles 3, 15, 50, 85 and 97 at an age; of two measures of one age the later one. */
const at = (measure: GrowthMeasure, gender: 'female' | 'male', age: number) =>
  growthCurves(standards, measure, gender, WHOLE).map(({ points }) =>
    points.findLast(({ months }) => months === age)?.value.toFixed(1),
  );

describe('the growth standards', () => {
  // The tables of percentiles that the WHO publishes beside its curves.
  it.each([
    ['weight', 'male', 0, ['2.5', '2.9', '3.3', '3.9', '4.3']],
    ['weight', 'female', 12, ['7.1', '7.9', '8.9', '10.2', '11.3']],
    ['weight', 'male', 60, ['14.3', '16.0', '18.3', '21.1', '23.8']],
    ['weight', 'female', 60, ['14.0', '15.7', '18.2', '21.3', '24.4']],
    ['height', 'male', 24, ['81.4', '83.9', '87.1', '90.3', '92.9']],
    ['height', 'female', 36, ['87.9', '91.1', '95.1', '99.0', '102.2']],
    ['height', 'male', 60, ['101.2', '105.2', '110.0', '114.8', '118.7']],
    ['height', 'male', 228, ['162.8', '169.0', '176.5', '184.1', '190.3']],
    ['height', 'female', 228, ['150.9', '156.4', '163.2', '169.9', '175.5']],
    ['headCircumference', 'female', 6, ['39.7', '40.8', '42.2', '43.5', '44.6']],
    ['headCircumference', 'male', 60, ['47.9', '49.2', '50.7', '52.3', '53.5']],
    ['headCircumference', 'female', 60, ['47.2', '48.4', '49.9', '51.4', '52.6']],
  ] as const)('draw the published percentiles: %s, %s, %i months', (measure, gender, age, expected) => {
    expect(at(measure, gender, age)).toEqual(expected);
  });

  // The simplified tables of the WHO: -2, -1, 0, 1 and 2 deviations; obesity of a child begins at the last.
  it.each([
    ['weight', 'male', 60, [14.1, 16.0, 18.3, 21.0, 24.2]],
    ['weight', 'female', 60, [13.7, 15.8, 18.2, 21.2, 24.9]],
    ['bmi', 'male', 120, [13.7, 14.9, 16.4, 18.5, 21.4]],
    ['bmi', 'female', 120, [13.5, 14.8, 16.6, 19.0, 22.6]],
    ['bmi', 'male', 228, [17.6, 19.6, 22.2, 25.4, 29.7]],
    ['bmi', 'female', 228, [16.5, 18.7, 21.4, 25.0, 29.7]],
  ] as const)('know the published deviations: %s, %s, %i months', (measure, gender, age, published) => {
    published.forEach((value, index) => {
      expect(deviation(standards, measure, gender, age, value)).toBeCloseTo(index - 2, 1);
    });
  });

  it('tell how far a child is from the median, also between two ages of the tables', () => {
    expect(deviation(standards, 'weight', 'male', 0, 3.3464)).toBeCloseTo(0);
    expect(deviation(standards, 'height', 'female', 24, 85.7153 * (1 - 2 * 0.03764))).toBeCloseTo(-2);
    // Month 100 of the reference, which our tables do not hold: 129.0466 ± 0.0447, and 15.8344 for the index.
    expect(deviation(standards, 'height', 'male', 100, 129.0466 * (1 + 0.0447))).toBeCloseTo(1, 2);
    expect(deviation(standards, 'bmi', 'male', 100, 15.8344)).toBeCloseTo(0, 2);
    expect(deviation(standards, 'weight', 'female', 113, 29.6646)).toBeCloseTo(0, 2);
  });

  it('measure lying up to two years and standing from then on', () => {
    const infant = growthCurves(standards, 'height', 'male', { from: 0, until: 24 });
    const child = growthCurves(standards, 'height', 'male', { from: 0, until: 60 });
    const median = (curves: typeof infant) =>
      curves[2]?.points.filter(({ months }) => months === 24).map(({ value }) => value);
    expect(median(infant)).toEqual([87.8161]);
    expect(median(child)).toEqual([87.8161, 87.1161]);
  });

  it('say nothing outside of their ages, of an unknown sex, or of an impossible value', () => {
    expect(deviation(standards, 'weight', 'male', 121, 30)).toBeUndefined();
    expect(deviation(standards, 'headCircumference', 'female', 61, 50)).toBeUndefined();
    expect(deviation(standards, 'bmi', 'female', 60, 15)).toBeUndefined();
    expect(deviation(standards, 'height', 'male', 229, 176)).toBeUndefined();
    expect(deviation(standards, 'weight', 'unknown', 3, 6)).toBeUndefined();
    expect(deviation(standards, 'weight', 'male', 3, 0)).toBeUndefined();
    expect(growthCurves(standards, 'weight', 'unknown', WHOLE)).toEqual([]);
    expect(growthSpan(standards, 'weight', 'unknown')).toBeUndefined();
  });

  it('know each measure from one age to another', () => {
    expect(growthSpan(standards, 'weight', 'male')).toEqual({ from: 0, until: 120 });
    expect(growthSpan(standards, 'height', 'female')).toEqual({ from: 0, until: 228 });
    expect(growthSpan(standards, 'headCircumference', 'female')).toEqual({ from: 0, until: 60 });
    expect(growthSpan(standards, 'bmi', 'male')).toEqual({ from: 61, until: 228 });
  });

  it('stand on the sheet that holds a child’s values, with the sources of what is on it', () => {
    expect(growthSheet([0, 4, 8])).toEqual({ from: 0, until: 24 });
    expect(growthSheet([4, 30])).toEqual({ from: 0, until: 60 });
    expect(growthSheet([70, 110])).toEqual({ from: 60, until: 120 });
    expect(growthSheet([12, 160])).toEqual({ from: 0, until: 228 });
    const sources = (ages: readonly number[]) =>
      standardsOn(standards, 'height', 'male', growthSheet(ages)).map(({ year }) => year);
    expect(sources([3, 20])).toEqual([2006]);
    expect(sources([70])).toEqual([2007]);
    expect(sources([30, 90])).toEqual([2006, 2007]);
  });

  it('hold no hole: a row a month up to two years, then one for every three months, none out of order', () => {
    for (const { tables } of standards) {
      for (const { male, female } of Object.values(tables)) {
        expect(male.map(([months]) => months)).toEqual(female.map(([months]) => months));
        for (const table of [male, female]) {
          expect(table.every((row) => row.length === 4 && row.every(Number.isFinite))).toBe(true);
          const steps = table.slice(1).map(([months = 0], index) => months - (table[index]?.[0] ?? 0));
          expect(steps.every((step) => step >= 0 && step <= 3)).toBe(true);
        }
      }
    }
  });
});
