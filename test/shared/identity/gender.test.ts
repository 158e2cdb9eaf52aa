import { describe, expect, it } from 'vitest';
import { bornWord, genderLabel, genderLetter, parseGender } from '../../../shared/identity/gender.ts';

describe('sex as the INS gives it', () => {
  it('is shown by its letter, its word and the agreement of « né »', () => {
    expect([genderLetter('female'), genderLabel('female'), bornWord('female')]).toEqual([
      'F',
      'Femme',
      'née',
    ]);
    expect([genderLetter('male'), genderLabel('male'), bornWord('male')]).toEqual(['M', 'Homme', 'né']);
    expect([genderLetter('unknown'), genderLabel('unknown'), bornWord('unknown')]).toEqual([
      'I',
      'Indéterminé',
      'né(e)',
    ]);
  });

  it.each([
    ['F', 'female'],
    ['féminin', 'female'],
    ['2', 'female'],
    [' Homme ', 'male'],
    ['male', 'male'],
    ['I', 'unknown'],
  ])('is read from %s', (text, gender) => {
    expect(parseGender(text)).toBe(gender);
  });

  it.each(['', 'x', 'constructor'])('is not guessed from "%s"', (text) => {
    expect(parseGender(text)).toBeUndefined();
  });
});
