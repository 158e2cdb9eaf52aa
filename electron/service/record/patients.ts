import { normaliseTrait } from '../../../shared/identity/traits.ts';
import { patientResource } from '../../../shared/fhir/patient.ts';
import { PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { Caller } from '../auth/caller.ts';
import { givenNames } from '../auth/caller.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { searchParameters, single, systemAndValue } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import type { Resource } from '../http/searchset.ts';
import { searchset } from '../http/searchset.ts';
import type { RecordRow } from '../storage/records.ts';

const PARAMETERS = new Set([
  'identifier',
  'family',
  'given',
  'birthdate',
  'gender',
  'birthplace',
  'my-records',
  '_count',
]);
const MAX_COUNT = 200;

/**
 * `GET Patient`: a record by INS (TD0.2), a person by exact traits (TD0.0), or the records that the caller has
 * a right on (TD0.4). Who opposed a record is not found, as somebody unknown (B2 of the wire).
 */
export function searchPatients(exchange: SignedInExchange): Answer {
  const { context, request, caller } = exchange;
  exchange.attempt({ action: 'findPatient' });
  const parameters = searchParameters(request, PARAMETERS);
  admit(context, caller);
  const identifier = single(parameters, 'identifier');
  if (identifier !== undefined) {
    only(parameters, ['identifier']);
    const { system, value } = systemAndValue('identifier', identifier);
    const record = context.stores.records.byIns(system, value);
    return patientsAnswer(exchange, record === undefined ? [] : [record]);
  }
  if (single(parameters, 'my-records') !== undefined) {
    only(parameters, ['my-records']);
    if (single(parameters, 'my-records') !== 'true') throw invalid('my-records');
    return patientsAnswer(exchange, myRecords(exchange), single(parameters, '_count'));
  }
  const matches = findByTraits(context, parameters);
  if (matches.length > 1 && caller.kind === 'professional') {
    return searchset(exchange, { resources: [], total: 0, outcome: 'MULTIPLE_MATCHES' });
  }
  return patientsAnswer(exchange, matches);
}

/** `GET Patient/{id}`. */
export function readPatient(exchange: SignedInExchange, id: string): Answer {
  const { context, caller } = exchange;
  const record = context.stores.records.byUid(id);
  exchange.attempt({ action: 'findPatient', record });
  admit(context, caller);
  if (record === undefined || !isShownTo(caller, record)) throw refusal('NOT_FOUND');
  return fhir(200, patientOf(context, record));
}

/** A profession that nobody admitted finds nobody (docs/rules.md 1, "admitted"). */
export function admit(context: ServiceContext, caller: Caller): void {
  if (caller.kind !== 'professional') return;
  if (!context.policy.habilitation.rowOf.has(caller.professional.profession)) {
    throw refusal('ROLE_NOT_ADMITTED');
  }
}

function only(parameters: ReadonlyMap<string, unknown>, names: readonly string[]): void {
  const other = [...parameters.keys()].find((name) => name !== '_count' && !names.includes(name));
  if (other !== undefined) throw invalid(other);
}

/** All of the first four traits, exactly; one of the given names is enough (as in docs/rules.md 2). */
function findByTraits(
  context: ServiceContext,
  parameters: ReadonlyMap<string, readonly string[]>,
): RecordRow[] {
  const required = (name: string): string => {
    const value = single(parameters, name);
    if (value === undefined || value.trim() === '') throw invalid(name);
    return value;
  };
  const family = normaliseTrait(required('family'));
  const given = normaliseTrait(required('given'));
  const birthDate = required('birthdate');
  const gender = required('gender');
  const birthPlace = single(parameters, 'birthplace');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) throw invalid('birthdate');
  if (!['female', 'male', 'other', 'unknown'].includes(gender)) throw invalid('gender');
  return context.stores.records
    .byBirth(birthDate, family)
    .filter(
      (record) =>
        record.status !== 'NONEXISTENT' &&
        record.gender === gender &&
        givenNames(record).some((name) => normaliseTrait(name) === given) &&
        (birthPlace === undefined || record.birth_place_code === birthPlace),
    );
}

/** Records on which the caller has a right that runs, last declared first (TD0.4). */
function myRecords({ context, caller, now }: SignedInExchange): RecordRow[] {
  if (caller.kind === 'patient') return [caller.record];
  const { consents, records } = context.stores;
  return consents
    .authorisationsOf(caller.professional.id)
    .filter(({ until }) => until === null || until > now)
    .map(({ record_id }) => records.byId(record_id))
    .filter((record) => record !== undefined);
}

function patientsAnswer(exchange: SignedInExchange, found: readonly RecordRow[], count?: string): Answer {
  if (count !== undefined && !/^\d{1,9}$/.test(count)) throw invalid('_count');
  const shown = found.filter((record) => isShownTo(exchange.caller, record));
  const resources = shown
    .slice(0, Math.min(Number(count ?? MAX_COUNT), MAX_COUNT))
    .map((record) => patientOf(exchange.context, record));
  return searchset(exchange, { resources, total: shown.length });
}

function isShownTo(caller: Caller, record: RecordRow): boolean {
  return (
    record.status !== 'NONEXISTENT' && (caller.kind === 'professional' || caller.record.id === record.id)
  );
}

/** The Patient resource of a record. */
export function patientOf({ stores }: ServiceContext, record: RecordRow): Resource {
  const treatingDoctors = stores.consents
    .standing(record.id)
    .filter(
      ({ category, actor_system }) => category === 'treating-doctor' && actor_system === PROFESSIONAL_SYSTEM,
    )
    .map(({ actor }) => actor);
  return patientResource({
    id: record.uid,
    ins: { system: record.system, value: record.ins },
    family: record.family,
    used: record.used,
    given: givenNames(record),
    birthDate: record.birth_date,
    gender: record.gender,
    birthPlace: { code: record.birth_place_code, label: record.birth_place_label },
    active: record.status === 'ACTIVE',
    closedAt: record.closed_at === null ? null : iso(record.closed_at),
    closedBecause: record.closed_because,
    attached: record.activated_at !== null,
    treatingDoctors,
  });
}
