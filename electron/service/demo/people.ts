import communes from '../../../resources/demo/communes.json' with { type: 'json' };
import organizationRows from '../../../resources/demo/organizations.json' with { type: 'json' };
import patientRows from '../../../resources/demo/patients.json' with { type: 'json' };
import professionalRows from '../../../resources/demo/professionals.json' with { type: 'json' };
import rightRows from '../../../resources/demo/rights.json' with { type: 'json' };
import { nirKey } from '../../../shared/identity/nir.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { DemoOrganization, DemoPatient, DemoProfessional, DemoRight } from './types.ts';

/** Authority of the INS of demonstration identities. */
const DEMO_INS_SYSTEM = 'urn:oid:1.2.250.1.213.1.4.11';

const Gender = z.enum(['female', 'male']);
const Days = z.int().nonnegative();

const OrganizationRow = z.strictObject({
  key: z.string(),
  id: z.string().regex(/^1\d{9}$/),
  name: z.string(),
  street: z.string(),
  postalCode: z.string(),
  city: z.string(),
  phone: z.string(),
  facilityType: z.string(),
  practiceSetting: z.string(),
});

const ProfessionalRow = z.strictObject({
  key: z.string(),
  id: z.string().regex(/^\d+$/),
  family: z.string(),
  given: z.string(),
  gender: Gender,
  title: z.string(),
  profession: z.string(),
  professionLabel: z.string(),
  specialty: z.string(),
  specialtyLabel: z.string(),
  organization: z.string(),
  alsoAt: z.array(z.string()).default([]),
  card: z.enum(['CPS', 'CPE']).default('CPS'),
  state: z.enum(['valid', 'revoked', 'expired']).default('valid'),
  regulator: z.boolean().default(false),
});

const PatientRow = z.strictObject({
  key: z.string(),
  family: z.string(),
  used: z.string().nullable().default(null),
  given: z.array(z.string()).min(1),
  birthDate: z.iso.date(),
  gender: Gender,
  birthPlace: z.string().length(5),
  /** Last three digits of the NIR before its key. */
  order: z.string().regex(/^\d{3}$/),
  email: z.string().nullable().optional(),
  activated: z.boolean().default(true),
  record: z
    .discriminatedUnion('status', [
      z.strictObject({ status: z.literal('active') }),
      z.strictObject({ status: z.literal('closed'), since: Days, motive: z.string() }),
      z.strictObject({ status: z.literal('opposed') }),
      z.strictObject({ status: z.literal('announced') }),
    ])
    .default({ status: 'active' }),
  switches: z
    .strictObject({ ETREAT: z.boolean(), BTG: z.boolean(), MASKED: z.boolean() })
    .default({ ETREAT: true, BTG: true, MASKED: false }),
  sharesMeasures: z.boolean().default(false),
  sharesCareHistory: z.boolean().default(true),
  representatives: z.array(z.string()).default([]),
  treatingDoctors: z.array(z.string()).default([]),
  inPracticeList: z.boolean().default(true),
});

const who = { patient: z.string(), professional: z.string(), since: Days };
const RightRow = z.discriminatedUnion('status', [
  z.strictObject({
    ...who,
    status: z.literal('granted'),
    basis: z.enum(['CARE_TEAM', 'EXPLICIT']),
    form: z.enum(['ORAL', 'WRITTEN']),
    lasts: z.int().positive(),
  }),
  z.strictObject({ ...who, status: z.literal('blocked') }),
]);

const communeLabels = z.record(z.string(), z.string()).parse(communes);

/** Where the professionals of the demo work. */
export const organizations: readonly DemoOrganization[] = z.array(OrganizationRow).parse(organizationRows);

/** The professionals of the demo and their cards; the PIN of every card is that of `demo.json`. */
export const professionals: readonly DemoProfessional[] = z.array(ProfessionalRow).parse(professionalRows);

/** About sixty patients: none exists, every INS has a right key in the demonstration authority. */
export const patients: readonly DemoPatient[] = z.array(PatientRow).parse(patientRows).map(toPatient);

/**
 * Rights and blocks that stand at the start: a lively practice for the doctor, and nothing at all on the
 * patients that `demo.json` names.
 */
export const rights: readonly DemoRight[] = z.array(RightRow).parse(rightRows);

/**
 * The list of its own patients that the software of the demo practice exports.
 *
 * @returns CSV, semicolons, with a header line; `used` and `birthplaceLabel` may be empty.
 */
export function practiceList(): string {
  const header = 'ins;system;family;used;given;birthdate;gender;birthplace;birthplaceLabel';
  const lines = patients
    .filter((patient) => patient.inPracticeList)
    .map((patient) =>
      [
        patient.ins,
        patient.system,
        patient.family,
        patient.used ?? '',
        patient.given.join(' '),
        patient.birthDate,
        patient.gender,
        patient.birthPlace.code,
        patient.birthPlace.label,
      ].join(';'),
    );
  return `${[header, ...lines].join('\n')}\n`;
}

function toPatient(row: z.infer<typeof PatientRow>, index: number): DemoPatient {
  const { order: _order, birthPlace, email, ...rest } = row;
  const rank = String(index + 1).padStart(2, '0');
  const label = communeLabels[birthPlace];
  if (label === undefined) throw new Error(`resources/demo/communes.json lacks ${birthPlace}`);
  // A represented minor has an address of his own only where his row says so.
  const ownAddress = row.representatives.length > 0 ? null : `patient${rank}@patient.example`;
  return {
    ...rest,
    ins: demoIns(row),
    system: DEMO_INS_SYSTEM,
    birthPlace: { code: birthPlace, label },
    // 06 39 98: numbers kept for fiction by the regulator of telecommunications.
    phone: `06 39 98 00 ${rank}`,
    email: email === undefined ? ownAddress : email,
    cardSerial: `99000000${rank}`,
  };
}

function demoIns(row: z.infer<typeof PatientRow>): string {
  const [year = '', month = ''] = row.birthDate.split('-');
  const number = `${row.gender === 'male' ? '1' : '2'}${year.slice(2)}${month}${row.birthPlace}${row.order}`;
  const key = nirKey(number);
  if (key === undefined) throw new Error(`resources/demo/patients.json: ${row.key} has no NIR`);
  return number + key;
}
