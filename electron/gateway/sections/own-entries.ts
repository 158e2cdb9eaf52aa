import type { FailureCode } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { NewContact, NewHealthEntry, StatedWish } from '../../../shared/bridge/space/sections.ts';
import { DIASTOLIC, MEASURES, SYSTOLIC } from '../../../shared/clinical/measures.ts';
import { CODE_SYSTEM_BASE, LOINC_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { Result } from '../../../shared/result.ts';
import { err, ok } from '../../../shared/result.ts';
import type { ServiceClient } from '../client.ts';
import { DIRECTIVES, ORGAN_DONATION } from './entourage.ts';

/** What the patient's side writes of itself (J of the wire), and takes back. */

const UCUM = 'http://unitsofmeasure.org';
const HL7 = 'http://terminology.hl7.org/CodeSystem/';

type Resource = { readonly resourceType: string } & Readonly<Record<string, unknown>>;

async function post(client: ServiceClient, resource: Resource): Promise<Result<null, FailureCode>> {
  const answer = await client.fhir({
    method: 'POST',
    path: resource.resourceType,
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(resource),
  });
  return answer.ok ? ok(null) : answer;
}

/** Writes a measure, an allergy, an illness or a treatment. */
export async function addHealthEntry(
  client: ServiceClient,
  ins: InsRef,
  entry: NewHealthEntry,
): Promise<Result<null, FailureCode>> {
  const resource = entry.entry === 'measure' ? observation(ins, entry) : fact(ins, entry);
  return resource === undefined ? err('INVALID') : post(client, resource);
}

function observation(
  ins: InsRef,
  { kind, value, second, date }: Extract<NewHealthEntry, { entry: 'measure' }>,
): Resource | undefined {
  const measure = MEASURES.find((each) => each.kind === kind);
  if (measure === undefined || (kind === 'pressure') !== (second !== null)) return undefined;
  const { codes, unit, least, most } = measure;
  if ([value, ...(second === null ? [] : [second])].some((each) => each < least || each > most)) {
    return undefined;
  }
  const quantity = (each: number) => ({ value: each, unit, system: UCUM, code: unit });
  const coded = (code: string) => ({ coding: [{ system: LOINC_SYSTEM, code }] });
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: `${HL7}observation-category`, code: 'vital-signs' }] }],
    code: coded(codes[0]),
    subject: { identifier: ins },
    effectiveDateTime: date,
    ...(second === null
      ? { valueQuantity: quantity(value) }
      : {
          component: [
            { code: coded(SYSTOLIC), valueQuantity: quantity(value) },
            { code: coded(DIASTOLIC), valueQuantity: quantity(second) },
          ],
        }),
  };
}

function fact(
  ins: InsRef,
  { kind, name, since, note }: Extract<NewHealthEntry, { entry: 'fact' }>,
): Resource {
  const subject = { identifier: ins };
  const notes = note === null || note === '' ? {} : { note: [{ text: note }] };
  const onset = since === null ? {} : { onsetDateTime: since };
  switch (kind) {
    case 'allergy':
      return {
        resourceType: 'AllergyIntolerance',
        code: { text: name },
        patient: subject,
        ...onset,
        ...notes,
      };
    case 'condition':
      return { resourceType: 'Condition', code: { text: name }, subject, ...onset, ...notes };
    case 'treatment':
      return {
        resourceType: 'MedicationStatement',
        status: 'active',
        medicationCodeableConcept: { text: name },
        subject,
        ...(since === null ? {} : { effectivePeriod: { start: since } }),
        ...(note === null || note === '' ? {} : { dosage: [{ text: note }] }),
      };
  }
}

const unverified = (system: string) => ({
  path: '/verificationStatus',
  value: { coding: [{ system: `${HL7}${system}`, code: 'entered-in-error' }] },
});
const inError = { path: '/status', value: 'entered-in-error' };

/** Each kind of entry: its resource, and how it says that it was written in error. */
const TAKEN_BACK = {
  measure: { resource: 'Observation', error: inError },
  treatment: { resource: 'MedicationStatement', error: inError },
  allergy: { resource: 'AllergyIntolerance', error: unverified('allergyintolerance-verification') },
  condition: { resource: 'Condition', error: unverified('condition-ver-status') },
} as const;

/** Takes one's own entry back, in the version that was seen. */
export async function removeHealthEntry(
  client: ServiceClient,
  {
    kind,
    id,
    version,
  }: { readonly kind: keyof typeof TAKEN_BACK; readonly id: string; readonly version: number },
): Promise<Result<null, FailureCode>> {
  const { resource, error } = TAKEN_BACK[kind];
  const answer = await client.fhir({
    method: 'PATCH',
    path: `${resource}/${encodeURIComponent(id)}`,
    headers: { 'content-type': 'application/json-patch+json', 'if-match': `W/"${String(version)}"` },
    // The element of a profile is not there before: it is added.
    body: JSON.stringify([
      { op: resource === 'Observation' || resource === 'MedicationStatement' ? 'replace' : 'add', ...error },
    ]),
  });
  return answer.ok ? ok(null) : answer;
}

const ROLES = {
  trusted: { system: `${CODE_SYSTEM_BASE}dmp-related`, code: 'trusted' },
  emergency: { system: `${HL7}v2-0131`, code: 'C' },
  kin: { system: `${HL7}v2-0131`, code: 'N' },
} as const;

/** Writes somebody to call or to trust; a new trusted person takes the place of the one before. */
export function addContact(
  client: ServiceClient,
  ins: InsRef,
  { kind, family, given, relation, phone }: NewContact,
): Promise<Result<null, FailureCode>> {
  return post(client, {
    resourceType: 'RelatedPerson',
    active: true,
    patient: { identifier: ins },
    relationship: [{ coding: [ROLES[kind]] }, ...(relation === '' ? [] : [{ text: relation }])],
    name: [{ family, ...(given === '' ? {} : { given: [given] }) }],
    ...(phone === '' ? {} : { telecom: [{ system: 'phone', value: phone }] }),
  });
}

/** States a wish; a new one takes the place of the one before. */
export function stateWish(
  client: ServiceClient,
  ins: InsRef,
  wish: StatedWish,
): Promise<Result<null, FailureCode>> {
  const isDirectives = wish.wish === 'directives';
  return post(client, {
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [{ system: `${HL7}consentscope`, code: isDirectives ? 'adr' : 'treatment' }] },
    category: [{ coding: [isDirectives ? DIRECTIVES : ORGAN_DONATION] }],
    patient: { identifier: ins },
    ...(wish.wish === 'directives'
      ? { sourceReference: { display: wish.keptAt } }
      : { provision: { type: wish.donates ? 'permit' : 'deny' } }),
  });
}

/** Takes a wish back. */
export async function endWish(client: ServiceClient, id: string): Promise<Result<null, FailureCode>> {
  const answer = await client.fhir({ method: 'DELETE', path: `Consent/${encodeURIComponent(id)}` });
  return answer.ok ? ok(null) : answer;
}
