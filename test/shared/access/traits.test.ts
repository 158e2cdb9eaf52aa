import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparableName, traitsMatch } from '../../../shared/access/traits.ts';

const same = (one: string, other: string): boolean => comparableName(one) === comparableName(other);

describe('names are the same', () => {
  test.each([
    ['case', 'MARTIN', 'martin'],
    ['accents, composed or not', 'LÉA', 'Le\u0301a'],
    ['cedilla', 'FRANÇOIS', 'Francois'],
    ['hyphens of three kinds', 'Jean-Luc', 'JEAN\u2010LUC'],
    ['non-breaking hyphen', 'Jean\u2011Luc', 'JeanLuc'],
    ['apostrophes of three kinds', "O'Brien", 'O’BRIEN'],
    ['letter apostrophe', 'N\u02bcDiaye', "N'DIAYE"],
    ['white space', 'LE GALL', 'Le\u00a0Gall'],
    ['narrow and ideographic space, next line', 'a\u202fb\u3000c\u0085d', 'ABCD'],
    ['sharp s', 'Straße', 'STRASSE'],
    ['capital sharp s', 'STRAẞE', 'strasse'],
    ['dotted capital i', 'İpek', 'ipek'],
    ['final sigma', 'ΝΙΚΟΣ', 'νικος'],
    ['final sigma before what is dropped', 'ΝΙΚΟΣ-Α', 'νικοσα'],
    ['long s and ligatures', 'ſaﬁ', 'SAFI'],
    ['œ', 'Lœuf', 'LOEUF'],
    ['Œ', 'ŒUVRARD', 'oeuvrard'],
    ['æ, accented too', 'Ǽgis', 'aegis'],
    ['kelvin sign', '\u212a', 'k'],
  ])('%s', (_, one, other) => {
    expect(same(one, other)).toBe(true);
  });
  test.each([
    ['another letter', 'MARTIN', 'MARTEN'],
    ['dotless i is a letter of its own', 'Işık', 'ISIK'],
    ['nor is it nothing', 'Işık', 'Işk'],
    ['an en dash is no hyphen', 'Jean–Luc', 'JeanLuc'],
    ['a zero-width space is no white space', 'Le\u200bGall', 'LeGall'],
    ['a byte order mark is none either', 'Le\ufeffGall', 'LeGall'],
    ['ø has no decomposition', 'SØREN', 'SOREN'],
    ['a full stop says something', 'St. Jean', 'St Jean'],
  ])('not with %s', (_, one, other) => {
    expect(same(one, other)).toBe(false);
  });

  test('whatever the case and the form, for any text but dotless i', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('ı'));
        expect(same(text.toUpperCase(), text.normalize('NFC'))).toBe(same(text.toUpperCase(), text));
        expect(same(text.normalize('NFD'), text)).toBe(true);
        expect(same(` ${text}-`, text)).toBe(true);
      }),
    );
  });
});

describe('traits', () => {
  const record = {
    status: 'ACTIVE',
    familyName: 'LE GALL',
    givenNames: ['LÉA', 'ROSE'],
    birthDate: '1980-05-01',
  } as const;
  const claimed = { familyName: 'Le-Gall', givenName: 'rose', birthDate: '1980-05-01' };

  test('any one given name, the birth date to the letter', () => {
    expect(traitsMatch(claimed, record)).toBe(true);
    expect(traitsMatch({ ...claimed, givenName: 'Lea' }, record)).toBe(true);
    expect(traitsMatch({ ...claimed, givenName: 'Léa Rose' }, record)).toBe(false);
    expect(traitsMatch({ ...claimed, familyName: 'Gall' }, record)).toBe(false);
    expect(traitsMatch({ ...claimed, birthDate: '1980-05-02' }, record)).toBe(false);
    expect(traitsMatch({ ...claimed, birthDate: '1980-5-1' }, record)).toBe(false);
    expect(traitsMatch(claimed, { ...record, givenNames: [] })).toBe(false);
  });

  test('what is not claimed differs', () => {
    expect(traitsMatch(undefined, record)).toBe(false);
    expect(traitsMatch({ ...claimed, familyName: undefined }, record)).toBe(false);
    expect(traitsMatch({ ...claimed, givenName: undefined }, record)).toBe(false);
    expect(traitsMatch({ ...claimed, birthDate: undefined }, record)).toBe(false);
  });

  test('what the record lacks is missing, where it is compared', () => {
    expect(() => traitsMatch(claimed, { status: 'ACTIVE' })).toThrow('record.familyName');
    expect(() => traitsMatch(claimed, { ...record, givenNames: undefined })).toThrow('record.givenNames');
    expect(() => traitsMatch(claimed, { ...record, birthDate: undefined })).toThrow('record.birthDate');
    expect(traitsMatch({ ...claimed, birthDate: undefined }, { ...record, birthDate: undefined })).toBe(
      false,
    );
    expect(traitsMatch({ ...claimed, familyName: 'X' }, { ...record, givenNames: undefined })).toBe(false);
  });
});
