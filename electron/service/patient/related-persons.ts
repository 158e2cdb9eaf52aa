import type { FastifyInstance } from 'fastify';
import { CodeableConcept } from '../../../shared/fhir/datatypes.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { RelatedPersonResource, RelatedRole } from '../../../shared/fhir/related-person.ts';
import { CarerBody, contactRoleOf, relatedPersonResource } from '../../../shared/fhir/related-person.ts';
import { isMinor } from '../../../shared/access/clocks.ts';
import { sameTrait } from '../../../shared/identity/traits.ts';
import type { PatientCaller } from '../auth/caller.ts';
import { givenNames } from '../auth/caller.ts';
import type { ServiceContext } from '../context.ts';
import { fhirBase } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { answering } from '../http/exchange.ts';
import { parseBody, pathParameter, searchParameters } from '../http/input.ts';
import { refusal } from '../http/refusal.ts';
import { searchset } from '../http/searchset.ts';
import { namedPatient } from '../record/named-patient.ts';
import { rule, ruleForPatient } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import { addContact, contactNamed, contactsOf, removeContact } from '../sections/contacts.ts';
import { patientCaller } from './patient-caller.ts';

const PARAMETERS = new Set(['patient', 'patient.identifier', 'patient:identifier']);

/**
 * Who acts for a patient: carers, whom he names, and the representatives of a minor, whom nobody names here; who
 * is called, and whom he trusts.
 */
export function registerRelatedPersonRoutes(app: FastifyInstance, context: ServiceContext): void {
  app.get('/fhir/RelatedPerson', answering(context, 'readRelated', search));
  app.post('/fhir/RelatedPerson', answering(context, 'manageCarers', nameSomebody));
  app.delete('/fhir/RelatedPerson/:id', answering(context, 'manageCarers', removeCarer));
}

function search(exchange: SignedInExchange): Answer {
  const { context, caller, now, request } = exchange;
  const record = namedPatient(exchange, searchParameters(request, PARAMETERS));
  if (caller.kind === 'patient') {
    if (record?.id !== caller.record.id) throw refusal('RECORD_NONEXISTENT');
    ruleForPatient(exchange, caller, { action: 'open', as: 'readRelated' });
  } else rule(exchange, caller, { action: 'readWishes', record });
  if (record === undefined) throw refusal('RECORD_NONEXISTENT');
  const resources = relatedTo(context, record, now);
  return searchset(exchange, { resources, total: resources.length });
}

/** Representatives are none any more once the child is of age. */
export function relatedTo(
  context: ServiceContext,
  record: RecordRow,
  now: number,
): readonly RelatedPersonResource[] {
  const { records } = context.stores;
  const facts = { status: record.status, birthDate: record.birth_date };
  const representatives = isMinor(context.policy, facts, now)
    ? records.kinOf(record.id, 'representative')
    : [];
  return [
    ...representatives.map((person) => related(record, person, 'representative')),
    ...records.kinOf(record.id, 'carer').map((person) => related(record, person, 'carer')),
    ...contactsOf(context, record.id),
  ];
}

function related(record: RecordRow, person: RecordRow, role: RelatedRole): RelatedPersonResource {
  return relatedPersonResource({
    id: `${role}.${person.uid}`,
    patient: { system: record.system, value: record.ins },
    role,
    ins: { system: person.system, value: person.ins },
    family: person.used ?? person.family,
    given: givenNames(person),
  });
}

const AnyRelation = z.looseObject({ relationship: z.array(CodeableConcept).optional().catch(undefined) });

/** A carer, or somebody to call or to trust: the relationship tells. */
function nameSomebody(exchange: SignedInExchange): Answer {
  const { relationship } = parseBody(exchange.request, AnyRelation);
  return contactRoleOf(relationship?.[0]) === undefined ? nameCarer(exchange) : addContact(exchange);
}

/**
 * Names a carer: three for a patient, five patients for a carer. Whatever is wrong with the one who is named is
 * answered alike: it is nobody's way to learn who has a space.
 */
function nameCarer(exchange: SignedInExchange): Answer {
  const { context, request } = exchange;
  const caller = patientCaller(exchange);
  const { record } = caller;
  const body = parseBody(request, CarerBody);
  const { system, value } = body.patient.identifier;
  if (system !== record.system || value !== record.ins) throw refusal('RECORD_NONEXISTENT');
  const [identifier] = body.identifier;
  ruleForPatient(exchange, caller, {
    action: 'manageCarers',
    as: 'manageCarers',
    detail: { carer: identifier.value },
  });
  const carer = mayBeCarer(context, caller, body);
  if (carer === undefined) throw refusal('INVALID', { status: 422, detail: 'identifier' });
  const { records } = context.stores;
  const known = records.kinOf(record.id, 'carer').some(({ id }) => id === carer.id);
  if (!known) records.addKin(record.id, carer.id, 'carer');
  const resource = related(record, carer, 'carer');
  return fhir(known ? 200 : 201, resource, {
    location: `${fhirBase(context)}/RelatedPerson/${resource.id}`,
    etag: 'W/"1"',
  });
}

function mayBeCarer(
  { stores, policy }: ServiceContext,
  { record }: PatientCaller,
  { identifier: [identifier], name, birthDate }: z.infer<typeof CarerBody>,
): RecordRow | undefined {
  const { records } = stores;
  const { carersPerPatient, patientsPerCarer } = policy.parameters;
  const person = records.byIns(identifier.system, identifier.value);
  if (person === undefined || person.id === record.id || person.activated_at === null) return undefined;
  if (
    name !== undefined &&
    ![person.family, person.used].some((family) => sameTrait(name[0].family, family ?? ''))
  ) {
    return undefined;
  }
  if (birthDate !== undefined && birthDate !== person.birth_date) return undefined;
  if (records.kinRole(record.id, person.id) === 'representative') return undefined;
  const carers = records.kinOf(record.id, 'carer');
  if (carers.some(({ id }) => id === person.id)) return person;
  const isRoom =
    carers.length < carersPerPatient && records.actsFor(person.id, 'carer').length < patientsPerCarer;
  return isRoom ? person : undefined;
}

/** The patient's side removes a carer; a carer may leave by himself. His session is worth nothing from then on. */
function removeCarer(exchange: SignedInExchange): Answer {
  const { context, request } = exchange;
  const caller = patientCaller(exchange);
  const { record, person, role } = caller;
  const { records } = context.stores;
  const id = pathParameter(request, 'id');
  const contact = contactNamed(exchange, id);
  if (contact !== undefined) return removeContact(exchange, contact);
  const carer = records.kinOf(record.id, 'carer').find(({ uid }) => id === `carer.${uid}`);
  const leaves = role === 'carer' && carer?.id === person.id;
  const detail = carer === undefined ? {} : { detail: { carer: carer.ins } };
  ruleForPatient(exchange, caller, {
    action: leaves ? 'open' : 'manageCarers',
    as: 'manageCarers',
    ...detail,
  });
  if (carer === undefined) throw refusal('NOT_FOUND');
  records.removeKin(record.id, carer.id, 'carer');
  context.changes.sessions();
  return { status: 204, headers: {}, body: null };
}
