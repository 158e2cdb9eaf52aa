/**
 * What a professional is answered in the sections of a record: written down from `access.md` 1 to 4 and 9, from the
 * wire (D7, J) and from the three lines of the default matrix, with nothing of the engine.
 */

/** Lists by which a section is read. */
export const SECTIONS = [
  'Immunization',
  'ExplanationOfBenefit',
  'Observation',
  'AllergyIntolerance',
  'Condition',
  'MedicationStatement',
  'RelatedPerson',
  'directives',
  'organ-donation',
  'Communication',
  'Appointment',
  'HealthcareService',
] as const;
export type Section = (typeof SECTIONS)[number];

/** How somebody stands towards a record. */
export type Standing =
  | 'no right'
  | 'a right'
  | 'blocked'
  | 'blocked, break-glass'
  | 'break-glass'
  | 'Centre 15'
  | 'secret session'
  | 'session of another record'
  | 'record closed'
  | 'record opposed'
  | 'nobody’s INS';

export interface Sharing {
  readonly measures: boolean;
  readonly careHistory: boolean;
}

/** Who is not here is not admitted; null is staff, who read nothing. Cells of REMB, 11369-6 and EXPPAT_1. */
const ROWS: Readonly<Record<string, readonly [care: boolean, vaccines: boolean, wishes: boolean] | null>> = {
  '10': [true, true, true],
  '21': [true, true, true],
  '21/G': [true, true, true],
  '40': [true, true, true],
  '50': [true, true, true],
  '60': [true, true, true],
  '70': [true, true, true],
  '80': [true, true, true],
  'R95-93': [false, false, true],
  'ROLE-313': [false, true, false],
  'R94-41': [false, false, true],
  SECRETARIAT_MEDICAL: null,
};

/** `addVaccination`: these professions exactly. */
const VACCINATE: ReadonlySet<string> = new Set(['10', '21', '50', '60', '69']);

const ENTRY: Readonly<Record<Standing, string | null>> = {
  'no right': '403 CONSENT_REQUIRED',
  'session of another record': '403 CONSENT_REQUIRED',
  blocked: '403 BLOCKED_BY_PATIENT',
  'blocked, break-glass': '403 BLOCKED_BY_PATIENT',
  'record closed': '403 RECORD_CLOSED',
  'record opposed': '403 RECORD_NONEXISTENT',
  'nobody’s INS': '403 RECORD_NONEXISTENT',
  'a right': null,
  'break-glass': null,
  'Centre 15': null,
  'secret session': null,
};

/** What stops somebody before a record is even looked at. */
function atTheDoor(profession: string): string | null {
  const row = ROWS[profession];
  if (row === undefined) return '403 ROLE_NOT_ADMITTED';
  return row === null ? '403 CARD_MAY_NOT_READ' : null;
}

/** The answer to the list of a section: `200`, or the refusal. */
export function expectedList(
  section: Section,
  profession: string,
  standing: Standing,
  { measures, careHistory }: Sharing,
): string {
  const door = atTheDoor(profession);
  if (door !== null) return door;
  const [care, vaccines, wishes] = ROWS[profession] ?? [false, false, false];
  const entry = ENTRY[standing];
  switch (section) {
    case 'Communication':
    case 'Appointment':
      // Taking part asks for no right; a session for one patient is worth nothing for another.
      return entry === null || standing === 'no right' ? '200' : entry;
    case 'HealthcareService':
      return entry ?? '200';
    case 'Immunization':
      return entry ?? (vaccines ? '200' : '403 TYPE_NOT_PERMITTED');
    case 'ExplanationOfBenefit':
      return entry ?? (!care ? '403 TYPE_NOT_PERMITTED' : careHistory ? '200' : '403 NOT_SHARED');
    case 'RelatedPerson':
    case 'directives':
    case 'organ-donation':
      return entry ?? (wishes ? '200' : '403 TYPE_NOT_PERMITTED');
    case 'Observation':
    case 'AllergyIntolerance':
    case 'Condition':
    case 'MedicationStatement':
      return entry ?? (measures ? '200' : '403 NOT_SHARED');
  }
}

/** The answer to a vaccination that somebody adds. */
export function expectedVaccination(profession: string, standing: Standing): string {
  const door = atTheDoor(profession) ?? ENTRY[standing];
  return door ?? (VACCINATE.has(profession) ? '201' : '403 TYPE_NOT_PERMITTED');
}

/** The answer to a message that somebody writes to the patient. */
export function expectedMessage(profession: string, standing: Standing): string {
  const door = atTheDoor(profession);
  if (door !== null) return door;
  return standing === 'no right' ? '201' : (ENTRY[standing] ?? '201');
}
