import { describe, expect, test } from 'vitest';
import { birthName, birthPlace, givenNames, personName } from '../../../renderer/i18n/person.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';

const someone: PatientIdentity = {
  ins: { system: 'urn:oid:1.2.250.1.213.1.4.8', value: '278054410912391' },
  birthFamilyName: 'MARTIN',
  usedFamilyName: 'DURAND',
  givenNames: ['ÉLISE', 'ANNE-MARIE'],
  birthDate: '1978-05-12',
  gender: 'female',
  birthPlace: { code: '44109', label: 'Nantes' },
  qualified: true,
};

describe('naming a person', () => {
  test('by the name in use, with the birth name beside it', () => {
    expect(personName(someone)).toBe('DURAND Élise');
    expect(birthName(someone)).toBe('née MARTIN');
    expect(birthName({ ...someone, gender: 'male' })).toBe('né MARTIN');
  });

  test('the birth name is not repeated', () => {
    expect(birthName({ ...someone, usedFamilyName: null })).toBeNull();
    expect(birthName({ ...someone, usedFamilyName: 'MARTIN' })).toBeNull();
    expect(personName({ ...someone, usedFamilyName: null })).toBe('MARTIN Élise');
  });

  test('given names in capitals are written as one writes them', () => {
    expect(givenNames(someone)).toEqual(['Élise', 'Anne-Marie']);
    expect(givenNames({ ...someone, givenNames: ['Mc Kenzie'] })).toEqual(['Mc Kenzie']);
  });

  test('a place without a label shows its code, no place says so', () => {
    expect(birthPlace(someone)).toBe('Nantes (44109)');
    expect(birthPlace({ ...someone, birthPlace: { code: '99139', label: null } })).toBe('99139');
    expect(birthPlace({ ...someone, birthPlace: null })).toBe('lieu de naissance inconnu');
  });
});
