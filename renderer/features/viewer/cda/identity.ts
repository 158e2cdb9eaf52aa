import type { CdaPatient } from '../../../../shared/cda/document.ts';
import type { PatientIdentity } from '../../../../shared/bridge/identity.ts';
import { sameTrait } from '../../../../shared/identity/traits.ts';

export type CdaTrait = 'ins' | 'family' | 'given' | 'birthDate' | 'gender';

/** What a document says of its patient, against whose record is open. */
export interface IdentityComparison {
  /** `incomplete`: nothing differs, but the document says too little to be sure. */
  readonly outcome: 'same' | 'differs' | 'incomplete';
  readonly differing: readonly CdaTrait[];
  /** The document's INS, when it carries one. */
  readonly ins: string | null;
}

/** Authorities of the INS: NIR, NIA, and those of the test environments (annexe INS, ANS). */
const INS_AUTHORITY = /^1\.2\.250\.1\.213\.1\.4\.(?:8|9|10|11)$/;

/**
 * Compares the identity written in a CDA document with the open record's, trait by trait; a trait that the
 * document lacks does not differ. Names are compared as the national look-up does (docs/rules.md 2), with
 * the birth name or the name in use.
 */
export function compareIdentity(written: CdaPatient, patient: PatientIdentity): IdentityComparison {
  const ins = written.ids.find(({ root }) => INS_AUTHORITY.test(root))?.extension ?? null;
  const names = [written.family, written.used ?? ''].filter((name) => name !== '');
  const known = [patient.birthFamilyName, patient.usedFamilyName ?? patient.birthFamilyName];

  const checks: readonly (readonly [CdaTrait, isKnown: boolean, isSame: boolean])[] = [
    ['ins', ins !== null, ins !== null && patient.ins.value.startsWith(ins)],
    ['family', names.length > 0, names.some((name) => known.some((other) => sameTrait(name, other)))],
    ['given', written.given.length > 0, written.given.some((given) => isGivenName(given, patient))],
    ['birthDate', written.birthDate !== null, written.birthDate === patient.birthDate],
    [
      'gender',
      written.gender !== 'unknown' && patient.gender !== 'unknown',
      written.gender === patient.gender,
    ],
  ];
  const differing = checks.filter(([, isKnown, isSame]) => isKnown && !isSame).map(([trait]) => trait);
  const isComplete = checks.every(([trait, isKnown]) => isKnown || trait === 'gender' || trait === 'ins');
  return { outcome: differing.length > 0 ? 'differs' : isComplete ? 'same' : 'incomplete', differing, ins };
}

/** One name, or the whole list as the birth certificate writes it. */
function isGivenName(written: string, patient: PatientIdentity): boolean {
  return (
    sameTrait(written, patient.givenNames.join(' ')) ||
    patient.givenNames.some((given) => written.split(/\s+/).some((word) => sameTrait(word, given))) ||
    patient.givenNames.some((given) => sameTrait(written, given))
  );
}
