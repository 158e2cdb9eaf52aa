import { describe, expect, it } from 'vitest';
import growthFile from '../../../resources/growth/who-2006.json' with { type: 'json' };
import { deviation, growthCurves } from '../../../shared/clinical/growth.ts';

const standard = growthFile;
const at = (measure: 'weight' | 'height' | 'headCircumference', gender: 'female' | 'male', months: number) =>
  growthCurves(standard, measure, gender).map(({ points }) => points[months]?.value.toFixed(1));

describe('the growth standard', () => {
  // Percentiles 3, 15, 50, 85 and 97 of the tables that the WHO publishes beside its curves.
  it('draws the published percentiles', () => {
    expect(at('weight', 'male', 0)).toEqual(['2.5', '2.9', '3.3', '3.9', '4.3']);
    expect(at('weight', 'female', 12)).toEqual(['7.1', '7.9', '8.9', '10.2', '11.3']);
    expect(at('height', 'male', 24)).toEqual(['82.1', '84.6', '87.8', '91.0', '93.6']);
    expect(at('headCircumference', 'female', 6)).toEqual(['39.7', '40.8', '42.2', '43.5', '44.6']);
  });

  it('tells how far a child is from the median', () => {
    expect(deviation(standard, 'weight', 'male', 0, 3.3464)).toBeCloseTo(0);
    expect(deviation(standard, 'height', 'female', 24, 86.4153 * (1 - 2 * 0.03734))).toBeCloseTo(-2);
  });

  it('says nothing beyond its age, of an unknown sex, or of an impossible value', () => {
    expect(deviation(standard, 'weight', 'male', 25, 12)).toBeUndefined();
    expect(deviation(standard, 'weight', 'unknown', 3, 6)).toBeUndefined();
    expect(deviation(standard, 'weight', 'male', 3, 0)).toBeUndefined();
    expect(growthCurves(standard, 'weight', 'unknown')).toEqual([]);
  });

  it('holds every month from birth to two years', () => {
    for (const table of Object.values(standard.tables)) {
      expect(
        [...table.male, ...table.female].every((lms) => lms.length === 3 && lms.every(Number.isFinite)),
      ).toBe(true);
      expect([table.male.length, table.female.length]).toEqual([25, 25]);
    }
  });
});
