import { z } from '../schema/zod.ts';
import {
  Address,
  CodeableConcept,
  ContactPoint,
  Extension,
  FhirDate,
  FhirDateTime,
  FhirString,
  HumanName,
  Id,
  Identifier,
  Meta,
  Narrative,
  Period,
  Reference,
} from './datatypes.ts';
import { INS_SYSTEMS } from './systems.ts';

const resource = {
  id: Id,
  meta: Meta.optional(),
  language: FhirString.optional(),
  text: Narrative.optional(),
  extension: z.array(Extension).min(1).optional(),
  identifier: z.array(Identifier).min(1).optional(),
};
const concepts = z.array(CodeableConcept).min(1).optional();
const telecom = z.array(ContactPoint).min(1).optional();
const address = z.array(Address).min(1).optional();
const gender = z.enum(['male', 'female', 'other', 'unknown']).optional();

const ContainedPatient = z.strictObject({
  ...resource,
  resourceType: z.literal('Patient'),
  active: z.boolean().optional(),
  name: z.array(HumanName).min(1).optional(),
  telecom,
  gender,
  birthDate: FhirDate.optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: FhirDateTime.optional(),
  address,
  maritalStatus: CodeableConcept.optional(),
  multipleBirthBoolean: z.boolean().optional(),
  multipleBirthInteger: z.int().optional(),
  managingOrganization: Reference.optional(),
});
export type ContainedPatient = z.infer<typeof ContainedPatient>;

const Qualification = z.strictObject({
  id: FhirString.optional(),
  extension: z.array(Extension).min(1).optional(),
  identifier: z.array(Identifier).min(1).optional(),
  code: CodeableConcept,
  period: Period.optional(),
  issuer: Reference.optional(),
});

const ContainedPractitioner = z.strictObject({
  ...resource,
  resourceType: z.literal('Practitioner'),
  active: z.boolean().optional(),
  name: z.array(HumanName).min(1).optional(),
  telecom,
  address,
  gender,
  birthDate: FhirDate.optional(),
  qualification: z.array(Qualification).min(1).optional(),
  communication: concepts,
});

const ContainedPractitionerRole = z.strictObject({
  ...resource,
  resourceType: z.literal('PractitionerRole'),
  active: z.boolean().optional(),
  period: Period.optional(),
  practitioner: Reference.optional(),
  organization: Reference.optional(),
  code: concepts,
  specialty: concepts,
  location: z.array(Reference).min(1).optional(),
  telecom,
});

const ContainedOrganization = z.strictObject({
  ...resource,
  resourceType: z.literal('Organization'),
  active: z.boolean().optional(),
  type: concepts,
  name: FhirString.optional(),
  alias: z.array(FhirString).min(1).optional(),
  telecom,
  address,
  partOf: Reference.optional(),
});

/** Resources that a sheet or a submission set may carry inside itself: its patient at the time, its authors. */
export const Contained = z.discriminatedUnion('resourceType', [
  ContainedPatient,
  ContainedPractitioner,
  ContainedPractitionerRole,
  ContainedOrganization,
]);
export type Contained = z.infer<typeof Contained>;

/** The contained resource that `#id` names. */
export function containedOf(
  contained: readonly Contained[] | undefined,
  reference: Reference | undefined,
): Contained | undefined {
  const id = reference?.reference?.startsWith('#') ? reference.reference.slice(1) : undefined;
  return id === undefined ? undefined : contained?.find((candidate) => candidate.id === id);
}

/** What a contained source Patient claims about the person, to be compared with the record (traits, INS). */
export interface SourcePatient {
  readonly ins: { readonly system: string; readonly value: string } | undefined;
  readonly familyName: string | undefined;
  readonly givenNames: readonly string[];
  readonly birthDate: string | undefined;
  /** Code of `fr-core-identity-reliability`: anything other than VALI is not a qualified identity. */
  readonly reliability: string | undefined;
}

const RELIABILITY_URL = /\/fr-core-identity-reliability$/;

export function sourcePatientOf(patient: ContainedPatient): SourcePatient {
  const official = patient.name?.find((name) => name.use === 'official') ?? patient.name?.[0];
  const ins = patient.identifier?.find((identifier) => INS_SYSTEMS.has(identifier.system ?? ''));
  return {
    ins:
      ins?.system === undefined || ins.value === undefined
        ? undefined
        : { system: ins.system, value: ins.value },
    familyName: official?.family,
    givenNames: official?.given ?? [],
    birthDate: patient.birthDate,
    reliability: reliabilityOf(patient),
  };
}

/** The reliability stands on the patient, or nested in its `identityStatus` part; coded either way. */
function reliabilityOf(patient: ContainedPatient): string | undefined {
  const extension = patient.extension?.find((candidate) => RELIABILITY_URL.test(candidate.url));
  if (extension === undefined) return undefined;
  const nested = z.array(Extension).safeParse(extension['extension']);
  const parts = [extension, ...(nested.success ? nested.data : [])];
  return parts.map(codedValue).find((code) => code !== undefined) ?? '';
}

function codedValue(extension: Extension): string | undefined {
  const coding = z.object({ code: z.string() });
  const concept = z.object({ coding: z.array(coding).min(1) });
  const code = z.string().safeParse(extension['valueCode']);
  if (code.success) return code.data;
  const direct = coding.safeParse(extension['valueCoding']);
  if (direct.success) return direct.data.code;
  const wrapped = concept.safeParse(extension['valueCodeableConcept']);
  return wrapped.success ? wrapped.data.coding[0]?.code : undefined;
}
