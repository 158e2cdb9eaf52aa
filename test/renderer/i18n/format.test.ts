import { describe, expect, test } from 'vitest';
import {
  age,
  count,
  dateAndTime,
  fileSize,
  insGroups,
  mediumDate,
  monthAndYear,
  parseFrenchDate,
  relativeDay,
  shortDate,
  yearsBefore,
} from '../../../renderer/i18n/format.ts';
import { french, icu } from '../../../renderer/i18n/text.ts';

/** No-break spaces are right on screen and unreadable in a test. */
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ');

describe('dates as a French reader writes them', () => {
  test('a birth date keeps its day whatever the time zone', () => {
    expect(shortDate('1978-05-12')).toBe('12/05/1978');
  });

  test.each([
    ['2026-11-18', '18 nov. 2026'],
    ['2026-01-01', '1er janv. 2026'],
    ['2024-02-29', '29 févr. 2024'],
  ])('%s reads %s', (date, shown) => {
    expect(plain(mediumDate(date))).toBe(shown);
  });

  test('an instant has its hour in French', () => {
    const local = new Date(2026, 10, 18, 14, 32).toISOString();
    expect(plain(dateAndTime(local))).toBe('18 nov. 2026 à 14 h 32');
    expect(dateAndTime(local)).not.toContain(' h ');
  });

  test('months head the time line', () => {
    expect(plain(monthAndYear('2026-11-18'))).toBe('novembre 2026');
  });

  test('today and yesterday are said in words', () => {
    expect(relativeDay('2026-11-20', '2026-11-20')).toBe('aujourd’hui');
    expect(relativeDay('2026-11-19', '2026-11-20')).toBe('hier');
    expect(plain(relativeDay('2026-11-18', '2026-11-20'))).toBe('18 nov. 2026');
  });

  test('two years before 29 February is 28 February', () => {
    expect(yearsBefore('2024-02-29', 2)).toBe('2022-02-28');
    expect(yearsBefore('2026-11-20', 2)).toBe('2024-11-20');
  });
});

describe('age beside each birth date', () => {
  test.each([
    ['1978-05-12', '2026-11-20', '48 ans'],
    ['1978-11-21', '2026-11-20', '47 ans'],
    ['1978-11-20', '2026-11-20', '48 ans'],
    ['2025-03-30', '2026-11-20', '19 mois'],
    ['2026-11-19', '2026-11-20', '1 jour'],
    ['2026-11-02', '2026-11-20', '18 jours'],
    // Born on 29 February: of age on 1 March (docs/rules.md 1).
    ['2008-02-29', '2026-02-28', '17 ans'],
    ['2008-02-29', '2026-03-01', '18 ans'],
    ['2027-01-01', '2026-11-20', ''],
  ])('born %s, on %s: %s', (birth, today, shown) => {
    expect(plain(age(birth, today))).toBe(shown);
  });
});

describe('identifiers and numbers', () => {
  test('an INS is grouped 1 2 2 2 3 3 2 and cannot break over two lines', () => {
    expect(plain(insGroups('278054410912391'))).toBe('2 78 05 44 109 123 91');
    expect(plain(insGroups('271092A00411756'))).toBe('2 71 09 2A 004 117 56');
    expect(insGroups('278054410912391')).not.toContain(' ');
  });

  test('what is no INS is shown as it is', () => {
    expect(insGroups('1234')).toBe('1234');
  });

  test('thousands are grouped', () => {
    expect(count(768)).toBe('768');
    expect(plain(count(1_234_567))).toBe('1 234 567');
  });

  test.each([
    [860, '860 o'],
    [12_400, '12 ko'],
    [1_240_000, '1,2 Mo'],
    [999_600, '1,0 Mo'],
  ])('%d bytes are %s', (bytes, shown) => {
    expect(plain(fileSize(bytes))).toBe(shown);
  });
});

describe('dates as they are typed', () => {
  test.each([
    ['12/05/1978', '1978-05-12'],
    ['12051978', '1978-05-12'],
    ['12.5.78', '1978-05-12'],
    ['120578', '1978-05-12'],
    ['1-2-05', '2005-02-01'],
    ['1978-05-12', '1978-05-12'],
    [' 12 05 1978 ', '1978-05-12'],
  ])('%s is %s', (typed, date) => {
    expect(parseFrenchDate(typed, '2026-11-20')).toBe(date);
  });

  test.each(['31/02/1978', '12/13/1978', '1978', 'hier', '', '29/02/2023'])('%s is no date', (typed) => {
    expect(parseFrenchDate(typed, '2026-11-20')).toBeNull();
  });
});

describe('French typography', () => {
  test('double punctuation and quotation marks hold to their word', () => {
    expect(french("Il n'y a « rien » : vraiment ?")).toBe(
      'Il n’y a «\u202Frien\u202F»\u202F: vraiment\u202F?',
    );
  });

  test('messages keep their arguments and plurals', () => {
    const tries = icu<{ tries: number }>('Il reste {tries, plural, one {# essai} other {# essais}} !');
    expect(tries({ tries: 1 })).toBe('Il reste 1 essai\u202F!');
    expect(tries({ tries: 2 })).toBe('Il reste 2 essais\u202F!');
  });
});
