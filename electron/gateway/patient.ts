import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef, PatientIdentity } from '../../shared/bridge/identity.ts';
import { InsRef as InsRefSchema, IsoDate, sameIns } from '../../shared/bridge/identity.ts';
import type { RecordState } from '../../shared/bridge/record.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { readSearch } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';
import type { WireAnswer } from './connection.ts';
import { EXTENSION_BASE } from '../../shared/fhir/systems.ts';

const FR_CORE = 'https://hl7.fr/ig/fhir/core/StructureDefinition/';
const BIRTH_PLACE = 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace';

const Extension: z.ZodType<ReceivedExtension> = z.lazy(() =>
  z.object({
    url: z.string(),
    valueString: z.string().optional(),
    valueDateTime: z.string().optional(),
    valueInstant: z.string().optional(),
    valueBoolean: z.boolean().optional(),
    valueCoding: z.object({ code: z.string().optional(), display: z.string().optional() }).optional(),
    valueReference: z.object({ identifier: z.object({ value: z.string() }).optional() }).optional(),
    valueAddress: z
      .object({ city: z.string().optional(), extension: z.array(Extension).optional() })
      .optional(),
    extension: z.array(Extension).optional(),
  }),
);
interface ReceivedExtension {
  url: string;
  valueString?: string | undefined;
  valueDateTime?: string | undefined;
  valueInstant?: string | undefined;
  valueBoolean?: boolean | undefined;
  valueCoding?: { code?: string | undefined; display?: string | undefined } | undefined;
  valueReference?: { identifier?: { value: string } | undefined } | undefined;
  valueAddress?: { city?: string | undefined; extension?: ReceivedExtension[] | undefined } | undefined;
  extension?: ReceivedExtension[] | undefined;
}

const PatientResource = z.object({
  resourceType: z.literal('Patient'),
  identifier: z.array(z.object({ system: z.string(), value: z.string() })).min(1),
  active: z.boolean(),
  name: z
    .array(
      z.object({
        use: z.string().optional(),
        family: z.string().optional(),
        given: z.array(z.string()).optional(),
        extension: z.array(Extension).optional(),
      }),
    )
    .min(1),
  gender: z.string().optional(),
  birthDate: IsoDate,
  extension: z.array(Extension).optional(),
});
type PatientResource = z.infer<typeof PatientResource>;

/** A patient as the national service knows them. */
export interface NationalPatient {
  readonly identity: PatientIdentity;
  readonly record: RecordState;
  /** Identifiers of the médecins traitants that the patient named in the space. */
  readonly treatingDoctors: readonly string[];
  /** Until when the holder may still oppose the record; told to himself alone. */
  readonly opposableUntil: string | null;
}

export interface StrictTraits {
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly gender: 'female' | 'male';
  readonly birthPlace: string | null;
}

/** A patient by INS (TD0.2). null: no record, or an opposed one: the service answers both alike. */
export async function patientByIns(
  client: ServiceClient,
  ins: InsRef,
): Promise<Result<NationalPatient | null, FailureCode>> {
  const found = await searchPatients(client, `Patient?identifier=${tokenParam(ins)}`);
  if (!found.ok) return found;
  const patient = found.value.patients.find(({ identity }) => sameIns(identity.ins, ins));
  return ok(patient ?? null);
}

/** A patient by strict traits (TD0.0, INSi): one, none, or several that the traits do not tell apart. */
export async function patientByTraits(
  client: ServiceClient,
  traits: StrictTraits,
): Promise<Result<NationalPatient | 'none' | 'multiple', FailureCode>> {
  const query = new URLSearchParams({
    family: traits.family,
    given: traits.given,
    birthdate: traits.birthDate,
    gender: traits.gender,
    ...(traits.birthPlace === null ? {} : { birthplace: traits.birthPlace }),
  });
  const found = await searchPatients(client, `Patient?${query.toString()}`);
  if (!found.ok) return found.error === 'MULTIPLE_MATCHES' ? ok('multiple') : found;
  const { patients, outcomes } = found.value;
  if (patients.length > 1 || outcomes.includes('MULTIPLE_MATCHES')) return ok('multiple');
  return ok(patients[0] ?? 'none');
}

/** The signed-in patient's own record, and those of whom he may sign in for. */
export async function ownAndActedFor(
  client: ServiceClient,
): Promise<Result<readonly NationalPatient[], FailureCode>> {
  const found = await searchPatients(client, 'Patient?my-records=true');
  return found.ok ? ok(found.value.patients) : found;
}

async function searchPatients(
  client: ServiceClient,
  path: string,
): Promise<Result<{ patients: NationalPatient[]; outcomes: readonly string[] }, FailureCode>> {
  const answer = await client.fhir({ method: 'GET', path });
  return answer.ok ? patientsIn(client, answer.value) : answer;
}

/** The patients in an answer, with what else a search of them says. */
export function patientsIn(
  client: ServiceClient,
  answer: WireAnswer,
): Result<
  { patients: NationalPatient[]; outcomes: readonly string[]; next: string | undefined },
  FailureCode
> {
  const page = readSearch(client, answer, {
    resourceType: 'Patient',
    schema: PatientResource,
    thing: 'patient',
  });
  if (!page.ok) return page;
  const patients: NationalPatient[] = [];
  for (const resource of page.value.found) {
    const patient = nationalPatient(resource);
    if (patient === undefined) client.unusual('patient', 1);
    else patients.push(patient);
  }
  return ok({ patients, outcomes: page.value.outcomes, next: page.value.next });
}

function nationalPatient(resource: PatientResource): NationalPatient | undefined {
  const identity = identityOf(resource);
  if (identity === undefined) return undefined;
  const own = (name: string) => valueOf(resource.extension, `${EXTENSION_BASE}${name}`);
  const instant = (text: string | undefined) => z.iso.datetime({ offset: true }).safeParse(text).data ?? null;
  const closed: RecordState =
    own('dmp-opposition')?.valueBoolean === true
      ? { status: 'nonexistent' }
      : { status: 'closed', since: instant(own('dmp-fermeture')?.valueDateTime) };
  return {
    identity,
    record: resource.active ? { status: 'active' } : closed,
    opposableUntil: instant(own('dmp-opposition-jusqu-au')?.valueInstant),
    treatingDoctors: (resource.extension ?? [])
      .filter((extension) => extension.url === `${EXTENSION_BASE}dmp-medecin-traitant`)
      .flatMap((extension) => extension.valueReference?.identifier?.value ?? []),
  };
}

function identityOf(resource: PatientResource): PatientIdentity | undefined {
  const ins = resource.identifier.map((identifier) => InsRefSchema.safeParse(identifier).data).find(Boolean);
  const birthName = resource.name.find((name) => name.use === 'official') ?? resource.name[0];
  if (ins === undefined || birthName?.family === undefined) return undefined;
  const listed = valueOf(birthName.extension, `${FR_CORE}fr-core-patient-birth-list-given-name`)?.valueString;
  const givenNames = listed?.split(/\s+/u).filter(Boolean) ?? birthName.given ?? [];
  if (givenNames.length === 0) return undefined;
  const used = resource.name.find((name) => name.use === 'usual')?.family;
  return {
    ins,
    birthFamilyName: birthName.family,
    usedFamilyName: used === undefined || used === birthName.family ? null : used,
    givenNames,
    birthDate: resource.birthDate,
    gender: resource.gender === 'female' || resource.gender === 'male' ? resource.gender : 'unknown',
    birthPlace: birthPlaceOf(resource),
    qualified: isQualified(resource),
  };
}

/** Only an identity that says so itself is qualified (INS: VALI); silence is not qualification. */
function isQualified(resource: PatientResource): boolean {
  const reliability = valueOf(resource.extension, `${FR_CORE}fr-core-identity-reliability`);
  const code =
    reliability?.valueCoding?.code ?? valueOf(reliability?.extension, 'identityStatus')?.valueCoding?.code;
  return code === 'VALI';
}

function birthPlaceOf(resource: PatientResource): PatientIdentity['birthPlace'] {
  const address = valueOf(resource.extension, BIRTH_PLACE)?.valueAddress;
  const insee = valueOf(address?.extension, `${FR_CORE}fr-core-address-insee-code`)?.valueCoding;
  if (insee?.code === undefined) return null;
  return { code: insee.code, label: address?.city ?? insee.display ?? null };
}

function valueOf(
  extensions: readonly ReceivedExtension[] | undefined,
  url: string,
): ReceivedExtension | undefined {
  return extensions?.find((extension) => extension.url === url);
}
