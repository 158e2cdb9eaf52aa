import { describe, expect, it } from 'vitest';
import type { PersonNames } from '../../../shared/identity/name-words.ts';
import { nameWords, splitWords } from '../../../shared/identity/name-words.ts';

const words = (names: PersonNames, role: 'family' | 'given', isMain: boolean) =>
  nameWords(names)
    .filter((word) => word.role === role && word.isMain === isMain)
    .map(({ text }) => text)
    .sort();

const ELISE: PersonNames = {
  birthFamilyName: 'LE GALL',
  usedFamilyName: 'D’ŒUVRE',
  givenNames: ['Marie-Élise', 'Anne'],
};

describe('the words under which a person is found', () => {
  it('are first what the person goes by, written together', () => {
    expect(words(ELISE, 'family', true)).toEqual(['doeuvre', 'legall']);
    expect(words(ELISE, 'given', true)).toEqual(['marieelise']);
  });

  it('then the parts of these names and the further given names', () => {
    expect(words(ELISE, 'family', false)).toEqual(['d', 'gall', 'le', 'oeuvre']);
    expect(words(ELISE, 'given', false)).toEqual(['anne', 'elise', 'marie']);
  });

  it('keep family and given names apart even where they are the same word', () => {
    const martin = { birthFamilyName: 'MARTIN', usedFamilyName: null, givenNames: ['Martin'] };
    expect(nameWords(martin)).toEqual([
      { text: 'martin', role: 'family', isMain: true },
      { text: 'martin', role: 'given', isMain: true },
    ]);
  });

  it('are bounded, whatever a damaged list holds', () => {
    const damaged = {
      birthFamilyName: 'A B C '.repeat(30),
      usedFamilyName: null,
      givenNames: Array.from('XYZ'.repeat(20)),
    };
    expect(nameWords(damaged).length).toBeLessThanOrEqual(32);
    expect(nameWords({ birthFamilyName: '--', usedFamilyName: '', givenNames: [''] })).toEqual([]);
  });
});

it('a text is cut wherever no letter or digit stands', () => {
  expect(splitWords(" Saint-Martin, d'Œuvre/2A ")).toEqual(['saint', 'martin', 'd', 'oeuvre', '2a']);
});
