import type { ConfidentialityCode, ConsentBasis, ConsentForm } from '../../../shared/access/vocabulary.ts';

/** Whole days before the moment of seeding: the demo is always fresh, whatever its date. */
type DaysAgo = number;

export interface DemoOrganization {
  readonly key: string;
  /** Identifier in `urn:oid:1.2.250.1.71.4.2.2`: `1` and the FINESS number. Department 99 exists nowhere. */
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly phone: string;
  /** JDV_J02 (TRE_R02). */
  readonly facilityType: string;
  /** JDV_J04. */
  readonly practiceSetting: string;
}

export interface DemoProfessional {
  readonly key: string;
  /** Identifier in `urn:oid:1.2.250.1.71.4.2.1`: `8` and the RPPS number; also the name of the card's file. */
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly gender: 'female' | 'male';
  /** What is written before the name: `Dr`, or the civility. */
  readonly title: string;
  /** Code of `resources/habilitation/professions.json`, or one outside of it for who is not admitted. */
  readonly profession: string;
  readonly professionLabel: string;
  /** JDV_J01, as written in documents. */
  readonly specialty: string;
  readonly specialtyLabel: string;
  readonly card: 'CPS' | 'CPE';
  readonly state: 'valid' | 'revoked' | 'expired';
  /** On a SAMU regulation post. */
  readonly regulator: boolean;
  /** Key of a `DemoOrganization`: the structure of the card. */
  readonly organization: string;
  /** Keys of the other organizations where he practises, in the order in which they are offered. */
  readonly alsoAt: readonly string[];
}

type DemoRecord =
  | { readonly status: 'active' }
  | {
      readonly status: 'closed';
      readonly since: DaysAgo;
      readonly motive: string;
    }
  /** Opposed before creation: no record was ever made. */
  | { readonly status: 'opposed' }
  /** Known, and told that a record will be created in six weeks unless it is opposed. */
  | { readonly status: 'announced' };

export interface DemoPatient {
  readonly key: string;
  /** 13 characters and the key, in `urn:oid:1.2.250.1.213.1.4.11`. */
  readonly ins: string;
  readonly system: string;
  /** Birth name. */
  readonly family: string;
  /** Nom utilisé, when it is not the birth name. */
  readonly used: string | null;
  readonly given: readonly string[];
  readonly birthDate: string;
  readonly gender: 'female' | 'male';
  readonly birthPlace: { readonly code: string; readonly label: string };
  readonly phone: string;
  /** Address of the notices; null for a minor who has none of his own. */
  readonly email: string | null;
  /** Whether the holder (or a representative for him) signed in at least once. */
  readonly activated: boolean;
  /** Serial number of the Vitale card, asked at activation. */
  readonly cardSerial: string;
  readonly record: DemoRecord;
  readonly switches: { readonly ETREAT: boolean; readonly BTG: boolean; readonly MASKED: boolean };
  readonly sharesMeasures: boolean;
  readonly sharesCareHistory: boolean;
  /** Keys of the patients who represent this minor. */
  readonly representatives: readonly string[];
  /** Keys of the professionals named médecin traitant in the space. */
  readonly treatingDoctors: readonly string[];
  /** Stands in the list that the software of the demo practice exports. */
  readonly inPracticeList: boolean;
}

/** A right of a professional, or a block by the patient, that stands at the start. */
export type DemoRight = {
  /** Keys. */
  readonly patient: string;
  readonly professional: string;
} & (
  | {
      readonly status: 'granted';
      readonly basis: ConsentBasis;
      readonly form: ConsentForm;
      readonly since: DaysAgo;
      /** Days that it lasts from `since`: the clock alone makes it expire. */
      readonly lasts: number;
    }
  | { readonly status: 'blocked'; readonly since: DaysAgo }
);

/** A document of the demo, with the sheet (metadata) under which the service stores it. */
export interface DemoDocument {
  /** `urn:oid:…`: the document's own identifier (masterIdentifier), also inside a CDA. */
  readonly uniqueId: string;
  /** Key of the patient. */
  readonly patient: string;
  /** Key of the professional who wrote it; null: the patient himself. */
  readonly author: string | null;
  readonly title: string;
  /** JDV_J66 and JDV_J57. */
  readonly type: string;
  readonly class: string;
  /** JDV_J60. */
  readonly format: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Instants, milliseconds since the epoch: start and end of the act, making, deposit. */
  readonly actStart: number;
  readonly actEnd: number | null;
  readonly createdAt: number;
  readonly depositedAt: number;
  readonly facilityType: string;
  readonly practiceSetting: string;
  readonly confidentiality: readonly ConfidentialityCode[];
  readonly maskedBy: 'patient' | 'professional' | null;
  readonly status: 'current' | 'superseded' | 'deleted';
  readonly archived: boolean;
  /** uniqueId of the document of which this one is the new version. */
  readonly replaces: string | null;
}

/** Keys of the ten patients that `demo.json` names (their values are free, their state is not). */
export const NAMED_PATIENTS = [
  'adult',
  'adult2',
  'minor',
  'emergencyOff',
  'emergencyMasked',
  'closed',
  'opposed',
  'twinA',
  'twinB',
  'notActivated',
] as const;

/** Keys of the cards that `demo.json` names. */
export const NAMED_CARDS = [
  'doctor',
  'otherDoctor',
  'treatingDoctor',
  'pharmacist',
  'midwife',
  'nurse',
  'careAssistant',
  'socialWorker',
  'regulator',
  'secretary',
  'notAdmitted',
  'revoked',
  'expired',
] as const;
