import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBirthDate, readBirthDates } from '../../../shared/identity/birth-date.ts';

const MAY_12 = { year: 1978, month: 5, day: 12 };

describe('a birth date typed in any usual form', () => {
  it.each([
    '12/05/1978',
    '12.05.1978',
    '12-5-1978',
    '12 05 1978',
    '12051978',
    '1978-05-12',
    '19780512',
    '12 mai 1978',
    '12 MAI 1978',
    'née le 12/05/1978',
    'DDN : 12/05/1978',
  ])('%s', (text) => {
    expect(parseBirthDate(text)).toEqual([MAY_12]);
  });

  it.each([
    ['1er août 1950', { year: 1950, month: 8, day: 1 }],
    ['6 févr. 2001', { year: 2001, month: 2, day: 6 }],
    ['05/1978', { year: 1978, month: 5 }],
    ['mai 1978', { year: 1978, month: 5 }],
    ['né en 1978', { year: 1978 }],
    ['12/05', { month: 5, day: 12 }],
    ['12 mai', { month: 5, day: 12 }],
    ['29/02', { month: 2, day: 29 }],
  ])('%s', (text, date) => {
    expect(parseBirthDate(text)).toEqual([date]);
  });

  it('leaves the century of two digits open', () => {
    expect(parseBirthDate('12.05.78')).toEqual([MAY_12, { ...MAY_12, year: 2078 }]);
  });

  it('understands a date that is still being typed', () => {
    expect(parseBirthDate('12/05/197')).toEqual([{ month: 5, day: 12 }]);
    expect(parseBirthDate('12/05/19')).toContainEqual({ month: 5, day: 12 });
  });

  it.each([
    '31/02/1978',
    '29/02/1978',
    '12/13/1978',
    '00/05/1978',
    'martin',
    '',
    '2 78 05 44 109',
    '123456789',
  ])('finds none in "%s"', (text) => {
    expect(parseBirthDate(text)).toEqual([]);
  });
});

describe('a birth date among names', () => {
  it('is told from the names before and after it', () => {
    expect(readBirthDates('Lefèvre né le 12/05/1978')).toEqual([{ dates: [MAY_12], rest: 'lefevre' }]);
    expect(readBirthDates('12/05/1978 Lefèvre')).toEqual([{ dates: [MAY_12], rest: 'lefevre' }]);
  });

  it('may be read in two ways: MAI is also a family name', () => {
    expect(readBirthDates('mai 1978')).toEqual([
      { dates: [{ year: 1978, month: 5 }], rest: '' },
      { dates: [{ year: 1978 }], rest: 'mai' },
    ]);
  });

  it('is every day of the calendar in every form', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('/', '.', '-', ' ', ''), (date, separator) => {
        const [year = '', month = '', dayOfMonth = ''] = date.toISOString().slice(0, 10).split('-');
        const expected = { year: Number(year), month: Number(month), day: Number(dayOfMonth) };
        expect(parseBirthDate([dayOfMonth, month, year].join(separator))).toEqual([expected]);
      }),
    );
  });
});
