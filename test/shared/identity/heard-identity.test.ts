import { describe, expect, it } from 'vitest';
import { readHeardIdentity } from '../../../shared/identity/heard-identity.ts';

const TODAY = '2026-11-26';
const read = (text: string) => readHeardIdentity(text, TODAY);

describe('an identity as it is heard', () => {
  it.each([
    ['DURAND Élise 12/05/1978', 'DURAND', 'Élise', '1978-05-12', null],
    ['Élise DURAND 12051978', 'DURAND', 'Élise', '1978-05-12', null],
    ['durand elise 12 mai 1978', 'durand', 'elise', '1978-05-12', null],
    ['Mme DURAND Élise née MARTIN le 12/05/1978', 'MARTIN', 'Élise', '1978-05-12', 'female'],
    ['Monsieur Yann LE GOFF, né le 03/02/49', 'LE GOFF', 'Yann', '1949-02-03', 'male'],
    ['le goff yann 03.02.1949', 'le goff', 'yann', '1949-02-03', null],
    ['D comme Daniel, U, R, A, N, D, Élise', 'DURAND', 'Élise', null, null],
    ['D U R A N D élise', 'DURAND', 'élise', null, null],
    ['Nom : DURAND Prénom : Élise Né(e) le : 12/05/1978 Sexe : F', 'DURAND', 'Élise', '1978-05-12', 'female'],
    [
      'Nom de naissance : MARTIN\nPrénom : Élise\nDate de naissance : 12/05/1978',
      'MARTIN',
      'Élise',
      '1978-05-12',
      null,
    ],
    ['petit léo 30/03/25', 'petit', 'léo', '2025-03-30', null],
  ] as const)('%s', (text, family, given, birthDate, gender) => {
    expect(read(text)).toMatchObject({ family, given, birthDate, gender });
  });

  it('invents nothing: half a date is no date, a single name has no given name, silence is silence', () => {
    expect(read('DURAND 05/1978')).toMatchObject({ family: 'DURAND', given: null, birthDate: null });
    expect(read('  ')).toMatchObject({ family: null, given: null, birthDate: null, gender: null, query: '' });
    // A day that is still to come is nobody's birth.
    expect(read('DURAND Élise 12/05/2031').birthDate).toBeNull();
  });

  it('keeps for the search what names somebody, and nothing else', () => {
    expect(read('Mme Élise DURAND née le 12/05/1978').query).toBe('Élise DURAND 12/05/1978');
    expect(read('Nom : DURAND Prénom : Élise').query).toBe('DURAND Élise');
  });
});
