import { describe, expect, it } from 'vitest';
import { ageTick, growthDrawing } from '../../../../renderer/ui/measures/growth-drawing.ts';
import type { MeasureSeries } from '../../../../renderer/ui/measures/series.ts';

const BOY = { birthDate: '2012-03-10', gender: 'male' } as const;
const series = (kind: MeasureSeries['kind'], ...values: [date: string, value: number][]): MeasureSeries => ({
  id: 'series',
  kind,
  name: 'Mesure',
  values: values.map(([date, value]) => ({
    id: date,
    version: 1,
    date,
    value,
    second: null,
    unit: '',
    side: 'patient',
  })),
});

describe('how a child’s measure is drawn', () => {
  it('on curves where the WHO has some at one of his ages, with their sources and their ages', () => {
    const drawn = growthDrawing(series('height', ['2026-03-10', 163], ['2016-03-10', 103]), BOY);
    expect(drawn.kind).toBe('curves');
    expect(drawn.notes.join(' ')).toMatch(/de la naissance à 5 ans .*2006.*de 5 à 19 ans .*2007/);
    expect(drawn.notes.at(-1)).toMatch(/de la naissance à 19 ans/);
  });

  it('on curves that end before his last value: the screen says where', () => {
    const drawn = growthDrawing(series('weight', ['2026-03-10', 50], ['2020-03-10', 25]), BOY);
    expect(drawn.kind).toBe('curves');
    expect(drawn.notes.at(-1)).toMatch(/de la naissance à 10 ans/);
  });

  it('over the days where no value has a curve, and why is said', () => {
    const heavy = growthDrawing(series('weight', ['2026-03-10', 50], ['2025-03-10', 46]), BOY);
    expect([heavy.kind, heavy.notes.join()]).toEqual([
      'days',
      expect.stringMatching(/^Sans courbe à ces âges/),
    ]);
    const head = growthDrawing(series('headCircumference', ['2020-03-10', 52]), BOY);
    expect(head.notes.join()).toMatch(/de la naissance à 5 ans/);
    const index = growthDrawing(series('bmi', ['2015-03-10', 16]), BOY);
    expect(index.notes.join()).toMatch(/de 5 ans à 19 ans/);
    const unknown = growthDrawing(series('height', ['2020-03-10', 130]), { ...BOY, gender: 'unknown' });
    expect([unknown.kind, unknown.notes.join()]).toEqual([
      'days',
      expect.stringMatching(/dépendent du sexe/),
    ]);
  });

  it('as an adult’s from the nineteenth birthday on, and where it is no matter of growth', () => {
    const adult = growthDrawing(series('height', ['2032-01-10', 178], ['2020-03-10', 130]), BOY);
    expect(adult).toEqual({ kind: 'days', notes: [] });
    expect(growthDrawing(series('pain', ['2020-03-10', 3]), BOY)).toEqual({ kind: 'days', notes: [] });
  });

  it('tells ages in months up to two years, then in years', () => {
    expect(ageTick(12, 24)).toBe('12 mois');
    expect(ageTick(12, 60)).toBe('1 an');
    expect(ageTick(120, 228)).toBe('10 ans');
    expect(ageTick(6, 60)).toBe('6 mois');
  });
});
