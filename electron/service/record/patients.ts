import { isMinor } from '../../../shared/access/clocks.ts';
import { normaliseTrait } from '../../../shared/identity/traits.ts';
import { patientResource } from '../../../shared/fhir/patient.ts';
import { PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { Caller, PatientCaller, ProfessionalCaller } from '../auth/caller.ts';
import { givenNames } from '../auth/caller.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import type { PageLinks } from '../documents/page-links.ts';
import { nextLink, requested } from '../documents/search.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parametersOf, single, systemAndValue } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import type { Resource } from '../http/searchset.ts';
import { searchset } from '../http/searchset.ts';
import type { RecordRow } from '../storage/records.ts';
import { consentOf } from './consent-view.ts';
import { isBoundElsewhere, standingOf } from './facts.ts';

const PARAMETERS = new Set([
  'identifier',
  'family',
  'given',
  'birthdate',
  'gender',
  'birthplace',
  'my-records',
  '_revinclude',
  '_count',
]);
const MAX_COUNT = 200;
/** Brings the caller's own right along with each of his records. */
const OWN_RIGHTS = 'Consent:patient';

/**
 * `GET Patient`: a record by INS (TD0.2), a person by exact traits (TD0.0), or the records that the caller has
 * a right on (TD0.4). Who opposed a record is not found, as somebody unknown (B2 of the wire).
 */
export function searchPatients(exchange: SignedInExchange, links: PageLinks): Answer {
  const { context, caller } = exchange;
  exchange.attempt({ action: 'findPatient' });
  const { query, lenient, page } = requested(exchange, 'Patient', links);
  const parameters = parametersOf(query, lenient, PARAMETERS);
  admit(context, caller);
  const identifier = single(parameters, 'identifier');
  if (identifier !== undefined) {
    only(parameters, ['identifier']);
    const { system, value } = systemAndValue('identifier', identifier);
    const record = context.stores.records.byIns(system, value);
    return patientsAnswer(exchange, record === undefined ? [] : [record]);
  }
  if (parameters.has('my-records')) {
    only(parameters, ['my-records', '_revinclude']);
    return myRecords(exchange, parameters, {
      from: page?.date ?? 0,
      linkTo: (from) =>
        nextLink(exchange, 'Patient', links, { query, lenient, date: from, system: '', value: '' }),
    });
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
  return fhir(200, patientOf(context, record, caller));
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

/** Where a page of one's records begins, and the link to the next one. */
interface MyPage {
  readonly from: number;
  readonly linkTo: (from: number) => string;
}

/**
 * The records that the caller has a right on, last declared first (TD0.4); with `all`, those on which his right
 * ended by its term as well, whose state he may ask anyway (TD0.2). `_revinclude=Consent:patient` brings the
 * right of each. A block or a renunciation takes a record off the list.
 */
function myRecords(
  exchange: SignedInExchange,
  parameters: ReadonlyMap<string, readonly string[]>,
  { from, linkTo }: MyPage,
): Answer {
  const { context, caller, now } = exchange;
  const which = single(parameters, 'my-records');
  if (which !== 'true' && which !== 'all') throw invalid('my-records');
  const included = single(parameters, '_revinclude');
  if (included !== undefined && included !== OWN_RIGHTS) throw invalid('_revinclude');
  if (caller.kind === 'patient') return ownAndActedFor(exchange, caller);
  const found = context.stores.consents
    .authorisationsOf(caller.professional.id)
    .filter(({ until }) => which === 'all' || until === null || until > now)
    .flatMap((right) => {
      const record = context.stores.records.byId(right.record_id);
      return record !== undefined && isListed(context, caller, record) ? [{ right, record }] : [];
    });
  const shown = found.slice(from, from + countOf(parameters));
  const end = from + shown.length;
  return searchset(exchange, {
    resources: shown.map(({ record }) => patientOf(context, record, caller)),
    included: included === undefined ? [] : shown.map(({ right }) => consentOf(context, right, now)),
    total: found.length,
    next: shown.length === 0 || end >= found.length ? undefined : linkTo(end),
  });
}

/** The patient's own record, and those of whom he may sign in for: his children while they are minors, who he cares for. */
function ownAndActedFor(exchange: SignedInExchange, caller: PatientCaller): Answer {
  const { context, now } = exchange;
  const { records } = context.stores;
  const { person, role } = caller;
  const children = records
    .actsFor(person.id, 'representative')
    .filter(({ status, birth_date: birthDate }) => isMinor(context.policy, { status, birthDate }, now));
  const acted = role === 'holder' ? [...children, ...records.actsFor(person.id, 'carer')] : [];
  const resources = [caller.record, ...acted].map((record) => patientOf(context, record, caller));
  return searchset(exchange, { resources, total: resources.length });
}

/** A session that is bound to one record has no others. */
function isListed(context: ServiceContext, caller: ProfessionalCaller, record: RecordRow): boolean {
  return (
    record.status === 'ACTIVE' &&
    !isBoundElsewhere(caller.session, record) &&
    standingOf(context, caller, record).relation.authorisation !== 'BLOCKED'
  );
}

function countOf(parameters: ReadonlyMap<string, readonly string[]>): number {
  const count = single(parameters, '_count');
  if (count !== undefined && !/^\d{1,9}$/.test(count)) throw invalid('_count');
  return Math.min(Number(count ?? MAX_COUNT), MAX_COUNT);
}

function patientsAnswer(exchange: SignedInExchange, found: readonly RecordRow[]): Answer {
  const shown = found.filter((record) => isShownTo(exchange.caller, record));
  const resources = shown.map((record) => patientOf(exchange.context, record, exchange.caller));
  return searchset(exchange, { resources, total: shown.length });
}

/** Whoever opposed a record, or awaits one, is found by nobody but himself (B2 of the wire). */
function isShownTo(caller: Caller, record: RecordRow): boolean {
  return caller.kind === 'professional' ? record.status !== 'NONEXISTENT' : caller.record.id === record.id;
}

/** The Patient resource of a record, as its reader may see it. */
export function patientOf({ stores }: ServiceContext, record: RecordRow, reader: Caller): Resource {
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
    ...(reader.kind === 'patient'
      ? {
          opposableUntil: record.opposable_until === null ? null : iso(record.opposable_until),
          opposed: record.status === 'NONEXISTENT' && record.opposed_at !== null,
        }
      : {}),
  });
}
