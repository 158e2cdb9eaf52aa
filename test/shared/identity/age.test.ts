import { describe, expect, it } from 'vitest';
import { ageOn, formatAge } from '../../../shared/identity/age.ts';

describe('an age in years', () => {
  it('is reached on the birthday, not the day before', () => {
    expect(ageOn('2008-11-21', '2026-11-20')?.years).toBe(17);
    expect(ageOn('2008-11-21', '2026-11-21')?.years).toBe(18);
  });

  it('is reached on 1 March by whoever was born on 29 February', () => {
    expect(ageOn('2008-02-29', '2026-02-28')?.years).toBe(17);
    expect(ageOn('2008-02-29', '2026-03-01')?.years).toBe(18);
    expect(ageOn('2008-02-29', '2028-02-29')?.years).toBe(20);
  });

  it('does not exist before birth, nor for what is no date', () => {
    expect(ageOn('2026-11-22', '2026-11-21')).toBeUndefined();
    expect(ageOn('1978-02-30', '2026-11-21')).toBeUndefined();
  });
});

describe('an age as it is said', () => {
  it.each([
    ['2026-11-21', '0 jour'],
    ['2026-11-20', '1 jour'],
    ['2026-11-09', '12 jours'],
    ['2026-10-22', '30 jours'],
    ['2026-10-21', '1 mois'],
    ['2026-04-21', '7 mois'],
    ['2024-11-22', '23 mois'],
    ['2024-11-21', '2 ans'],
    ['1978-05-12', '48 ans'],
    ['1920-01-01', '106 ans'],
  ])('born on %s: %s', (birthDate, said) => {
    expect(formatAge(birthDate, '2026-11-21')).toBe(said.replace(' ', '\u00a0'));
  });

  it('counts the days over the end of a leap February', () => {
    expect(ageOn('2024-02-28', '2024-03-01')?.days).toBe(2);
    expect(ageOn('2023-02-28', '2023-03-01')?.days).toBe(1);
  });

  it('is not said where there is none', () => {
    expect(formatAge('2027-01-01', '2026-11-21')).toBe('');
  });
});
