import { describe, expect, it } from 'vitest';
import type { Measure } from '../../../../shared/bridge/sections.ts';
import { seriesOf } from '../../../../renderer/ui/measures/series.ts';

const measure = (kind: Measure['kind'], date: string, value: number, unit: string, name = ''): Measure => ({
  id: `${kind ?? name} ${date}`,
  version: 1,
  kind,
  name,
  date,
  value,
  second: null,
  unit,
  writer: { id: null, name: '', side: 'patient' },
});

describe('the series of measures', () => {
  it('compute the body mass index where nobody wrote it, from a height that still holds', () => {
    const measures = [
      measure('weight', '2026-11-01', 80, 'kg'),
      measure('weight', '2015-11-01', 70, 'kg'),
      measure('height', '2025-01-01', 200, 'cm'),
    ];
    const index = seriesOf(measures, false).find(({ kind }) => kind === 'bmi');
    expect(index?.values.map(({ value, date, side }) => [value, date, side])).toEqual([
      [20, '2026-11-01', null],
    ]);
  });

  it('compute nothing for a child from a height of another month', () => {
    const measures = [measure('weight', '2026-11-01', 20, 'kg'), measure('height', '2026-01-01', 110, 'cm')];
    expect(seriesOf(measures, true).some(({ kind }) => kind === 'bmi')).toBe(false);
  });

  it('keep what somebody wrote, and a measure that has no place of its own by its name', () => {
    const measures = [
      measure('weight', '2026-11-01', 80, 'kg'),
      measure('height', '2026-11-01', 200, 'cm'),
      measure('bmi', '2026-11-01', 21, 'kg/m2'),
      measure(null, '2026-11-01', 98, '%', 'Saturation'),
    ];
    expect(seriesOf(measures, false).map(({ name, values }) => [name, values[0]?.value])).toEqual([
      ['Poids', 80],
      ['Taille', 200],
      ['Indice de masse corporelle', 21],
      ['Saturation', 98],
    ]);
  });
});
