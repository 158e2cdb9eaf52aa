import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nirKey } from '../../../shared/identity/nir.ts';

/** Vectors of the Assurance maladie's own validator (identifiers of the public study). */
const VECTORS = [
  ['2550814168025', '38'],
  ['2940375120005', '91'],
  ['1531245007231', '60'],
  ['284052A321025', '52'],
  ['284052B321025', '79'],
  ['2840588321025', '32'],
] as const;

describe('the key of a NIR', () => {
  it.each(VECTORS)('of %s is %s', (body, key) => {
    expect(nirKey(body)).toBe(key);
  });

  it('tells Corsica of today from the number 20 of before 1976', () => {
    expect(new Set(['284052A321025', '284052B321025', '2840520321025'].map(nirKey)).size).toBe(3);
  });

  it('reveals any single wrong digit', () => {
    const body = fc
      .tuple(
        fc.constantFrom('1', '2'),
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(99_999_999),
      )
      .map(([sex, year, month, rest]) =>
        [
          sex,
          String(year).padStart(2, '0'),
          String(month).padStart(2, '0'),
          String(rest).padStart(8, '0'),
        ].join(''),
      );
    fc.assert(
      fc.property(body, fc.nat(12), fc.integer({ min: 1, max: 9 }), (right, at, shift) => {
        const digit = String((Number(right[at]) + shift) % 10);
        const wrong = right.slice(0, at) + digit + right.slice(at + 1);
        expect(nirKey(wrong)).not.toBe(nirKey(right));
      }),
    );
  });

  it.each([
    ['too short', '255081416802'],
    ['a month 13', '2551314168025'],
    ['a letter elsewhere', '25508141680A5'],
    ['a small letter', '284052a321025'],
    ['a first digit of nobody', '9550814168025'],
    ['nothing', ''],
  ])('does not exist for %s', (_, body) => {
    expect(nirKey(body)).toBeUndefined();
  });

  it('accepts the months 20 and up of an incomplete civil status', () => {
    expect(nirKey('2553214168025')).toMatch(/^\d{2}$/);
  });
});
