import { describe, expect, it } from 'vitest';
import type { PatientIdentity } from '../../../../shared/bridge/identity.ts';
import type { CdaPatient } from '../../../../shared/cda/document.ts';
import { compareIdentity } from '../../../../renderer/features/viewer/cda/identity.ts';

const patient: PatientIdentity = {
  ins: { system: 'urn:oid:1.2.250.1.213.1.4.8', value: '278054410912391' },
  birthFamilyName: 'MARTIN',
  usedFamilyName: 'DURAND',
  givenNames: ['ÉLISE', 'MARIE'],
  birthDate: '1978-05-12',
  gender: 'female',
  birthPlace: null,
  qualified: true,
};

const written = (change: Partial<CdaPatient> = {}): CdaPatient => ({
  ids: [{ root: '1.2.250.1.213.1.4.8', extension: '278054410912391' }],
  family: 'Martin',
  used: null,
  given: ['Elise Marie'],
  birthDate: '1978-05-12',
  gender: 'female',
  birthPlace: null,
  ...change,
});

describe('the identity written in a CDA document, against the banner’s', () => {
  it('is the same whatever the case, the accents and the order of writing', () => {
    expect(compareIdentity(written(), patient).outcome).toBe('same');
    expect(compareIdentity(written({ given: ['marie'] }), patient).outcome).toBe('same');
    expect(compareIdentity(written({ family: 'DURAND' }), patient).outcome).toBe('same');
  });

  it('takes an INS without its key for the same', () => {
    const ids = [{ root: '1.2.250.1.213.1.4.8', extension: '2780544109123' }];
    expect(compareIdentity(written({ ids }), patient).differing).toEqual([]);
  });

  it.each([
    ['ins', { ids: [{ root: '1.2.250.1.213.1.4.8', extension: '278054410912488' }] }],
    ['family', { family: 'MARTINEAU' }],
    ['given', { given: ['ÉLODIE'] }],
    ['birthDate', { birthDate: '1978-05-21' }],
    ['gender', { gender: 'male' as const }],
  ] as const)('names the trait that differs: %s', (trait, change) => {
    expect(compareIdentity(written(change as Partial<CdaPatient>), patient)).toMatchObject({
      outcome: 'differs',
      differing: [trait],
    });
  });

  it('does not take a local identifier for an INS', () => {
    const ids = [{ root: '1.2.3.4', extension: '999' }];
    expect(compareIdentity(written({ ids }), patient)).toMatchObject({ outcome: 'same', ins: null });
  });

  it('is incomplete, not the same, when the document names nobody', () => {
    const nobody = written({ ids: [], family: '', given: [], birthDate: null, gender: 'unknown' });
    expect(compareIdentity(nobody, patient).outcome).toBe('incomplete');
  });

  it('does not let a first name stand for a longer one', () => {
    expect(compareIdentity(written({ given: ['ÉLI'] }), patient).outcome).toBe('differs');
  });
});
