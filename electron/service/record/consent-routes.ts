import type { FastifyInstance } from 'fastify';
import type { ConsentCategory, ConsentResource } from '../../../shared/fhir/consent.ts';
import { CONSENT_CATEGORY_SYSTEM, ConsentBody, declarationOf } from '../../../shared/fhir/consent.ts';
import { AnyConsent, wishOf, wishOfBody } from '../../../shared/fhir/wish.ts';
import { PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { PatientCaller, ProfessionalCaller } from '../auth/caller.ts';
import type { ServiceContext } from '../context.ts';
import { fhirBase } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { answering } from '../http/exchange.ts';
import { parseBody, pathParameter, searchParameters, single } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { searchset } from '../http/searchset.ts';
import { endWish, readWish, searchWishes, stateWish, wishNamed } from '../sections/wishes.ts';
import type { ConsentRow } from '../storage/consents.ts';
import type { RecordRow } from '../storage/records.ts';
import { consentOf } from './consent-view.ts';
import type { Declared } from './consents.ts';
import { becomeTreatingDoctor, blockAsTreatingDoctor, declareAsPatient, declareConsent } from './consents.ts';
import { isBoundElsewhere, standingOf } from './facts.ts';
import { admit } from './patients.ts';
import { announceRights, rule, ruleForPatient, wouldBeRefused } from './ruling.ts';
import { namedPatient } from './named-patient.ts';

const PARAMETERS = new Set([
  'patient',
  'patient.identifier',
  'patient:identifier',
  'actor',
  'category',
  'status',
]);

/** What a médecin traitant with a right may read of the rights of others. */
const READ_BY_TREATING_DOCTOR: ReadonlySet<string> = new Set<ConsentCategory>(['block', 'treating-doctor']);

/** Consent: one resource for rights, blocks, switches, sharing and médecins traitants (D of the wire). */
export function registerConsentRoutes(app: FastifyInstance, context: ServiceContext): void {
  app.get('/fhir/Consent', answering(context, 'readRights', searchConsents));
  app.post('/fhir/Consent', answering(context, 'declareRight', declare));
  app.get('/fhir/Consent/:id', answering(context, 'readRights', readConsent));
  app.delete('/fhir/Consent/:id', answering(context, 'endRight', endConsent));
}

function searchConsents(exchange: SignedInExchange): Answer {
  const { context, request, caller } = exchange;
  const parameters = searchParameters(request, PARAMETERS);
  const record = namedPatient(exchange, parameters);
  const category = single(parameters, 'category');
  const wish = category === undefined ? undefined : wishAsked(category);
  if (wish !== undefined) return searchWishes(exchange, record, wish);
  const statuses = statusesOf(single(parameters, 'status'));
  const found =
    caller.kind === 'professional'
      ? professionalsView(exchange, caller, record, {
          actor: single(parameters, 'actor'),
          category,
          statuses,
        })
      : allRights(exchange, caller, record);
  const resources = found
    .map((row) => consentOf(context, row, exchange.now))
    .filter(
      (consent) =>
        (category === undefined || isOfCategory(consent, category)) &&
        (statuses === undefined || statuses.has(consent.status)),
    );
  return searchset(exchange, { resources, total: resources.length });
}

/** Directives and organ donation are no rights: they are read with the other wishes. */
function wishAsked(category: string) {
  const [code, system] = category.split('|').reverse();
  return wishOf(system, code);
}

function statusesOf(text: string | undefined): ReadonlySet<string> | undefined {
  if (text === undefined) return undefined;
  const statuses = text.split(',');
  if (statuses.some((status) => status !== 'active' && status !== 'inactive')) throw invalid('status');
  return new Set(statuses);
}

interface Asked {
  readonly actor: string | undefined;
  readonly category: string | undefined;
  readonly statuses: ReadonlySet<string> | undefined;
}

/**
 * A professional reads what bears on himself (`actor=me`), and as médecin traitant with a right who is blocked
 * and who the médecins traitants are (docs/rules.md 4). Nobody else reads the rights of others.
 */
function professionalsView(
  exchange: SignedInExchange,
  caller: ProfessionalCaller,
  record: RecordRow | undefined,
  { actor, category, statuses }: Asked,
): readonly ConsentRow[] {
  const code = category === undefined ? undefined : categoryCode(category);
  if (actor === undefined && code !== undefined && READ_BY_TREATING_DOCTOR.has(code)) {
    exchange.attempt({ action: 'readRights', record });
    admit(exchange.context, caller);
    // Who reads the whole journal reads there whom it was asked to block: the same tests, one source.
    const refused = wouldBeRefused(exchange, caller, { action: 'readAllTraces', record });
    if (refused !== undefined) throw refusal(refused);
    return exchange.context.stores.consents.standing(existing(record).id);
  }
  if (actor !== 'me') throw invalid('actor');
  const own = ownRights(exchange, caller, record);
  const { consents } = exchange.context.stores;
  const { id } = caller.professional;
  if (code === 'treating-doctor') {
    return consents
      .standing(existing(record).id)
      .filter((row) => row.category === 'treating-doctor' && row.actor === id);
  }
  // With a status he asks for his declarations, one after the other; without, for what stands for him now.
  return statuses === undefined ? own : consents.declarationsOf(existing(record).id, id);
}

/** The record was judged: it is there. */
function existing(record: RecordRow | undefined): RecordRow {
  if (record === undefined) throw refusal('RECORD_NONEXISTENT');
  return record;
}

/**
 * A professional's own right, on any active record and without one (TD0.2; D7 of the wire): what stands for
 * him is one entry, a block outweighing the rest.
 */
function ownRights(
  exchange: SignedInExchange,
  caller: ProfessionalCaller,
  record: RecordRow | undefined,
): readonly ConsentRow[] {
  exchange.attempt({ action: 'readRights', record });
  const { context } = exchange;
  admit(context, caller);
  if (record === undefined || record.status === 'NONEXISTENT') throw refusal('RECORD_NONEXISTENT');
  if (record.status === 'CLOSED') throw refusal('RECORD_CLOSED');
  if (isBoundElsewhere(caller.session, record)) throw refusal('CONSENT_REQUIRED');
  const { id, organization } = caller.professional;
  const bearing = context.stores.consents.bearingOn(record.id, id, organization);
  const blocked = standingOf(context, caller, record).relation.authorisation === 'BLOCKED';
  const category: ConsentCategory = blocked ? 'block' : 'authorisation';
  const right = bearing.find((row) => row.category === category);
  // A block of the whole place is told to him as his own: whom else it concerns is not his affair.
  return right === undefined ? [] : [{ ...right, actor_system: PROFESSIONAL_SYSTEM, actor: id }];
}

/** All that stands on the patient's own record, the three switches always among it. */
function allRights(
  exchange: SignedInExchange,
  caller: PatientCaller,
  record: RecordRow | undefined,
): readonly ConsentRow[] {
  if (record?.id !== caller.record.id) throw refusal('RECORD_NONEXISTENT');
  ruleForPatient(exchange, caller, { action: 'open', as: 'readRights' });
  return exchange.context.stores.consents.standing(record.id);
}

function isOfCategory(consent: ConsentResource, asked: string): boolean {
  return consent.category[0].coding[0].code === categoryCode(asked);
}

/** The code that a token names; undefined under another system than this interface's. */
function categoryCode(asked: string): string | undefined {
  const [code = '', system = CONSENT_CATEGORY_SYSTEM] = asked.split('|').reverse();
  return system === CONSENT_CATEGORY_SYSTEM ? code : undefined;
}

function declare(exchange: SignedInExchange): Answer {
  const { context, request, caller } = exchange;
  const wish = wishOfBody(parseBody(request, AnyConsent));
  if (wish !== undefined) return stateWish(exchange, wish);
  const body = parseBody(request, ConsentBody);
  const declaration = declarationOf(body);
  if ('fault' in declaration) throw invalid(declaration.fault);
  const { system, value } = body.patient.identifier;
  const record = context.stores.records.byIns(system, value);
  if (caller.kind === 'patient') {
    if (record?.id !== caller.record.id) throw refusal('RECORD_NONEXISTENT');
    // An authorisation is a professional's declaration; the patient gives and takes rights in other ways.
    if (declaration.category === 'authorisation') {
      throw refusal('INVALID', { status: 422, detail: 'category[0]' });
    }
    return declaredAnswer(exchange, declareAsPatient(exchange, caller, declaration));
  }
  switch (declaration.category) {
    case 'authorisation':
      return declaredAnswer(exchange, declareConsent(exchange, caller, record, declaration));
    case 'block':
      return declaredAnswer(exchange, blockAsTreatingDoctor(exchange, caller, record, declaration));
    case 'treating-doctor':
      return declaredAnswer(exchange, becomeTreatingDoctor(exchange, caller, record, declaration));
    case 'switch':
    case 'sharing':
    case 'masking-default':
      exchange.attempt({ action: 'declareRight', record });
      admit(context, caller);
      throw refusal('RIGHTS_NOT_YOURS');
  }
}

function declaredAnswer({ context, now }: SignedInExchange, { consent, replaced }: Declared): Answer {
  return fhir(replaced ? 200 : 201, consentOf(context, consent, now), {
    location: `${fhirBase(context)}/Consent/${consent.id}`,
    etag: 'W/"1"',
  });
}

function readConsent(exchange: SignedInExchange): Answer {
  const { context, caller, now } = exchange;
  const wish = wishNamed(exchange, pathParameter(exchange.request, 'id'));
  if (wish !== undefined) return readWish(exchange, wish);
  const row = context.stores.consents.byId(pathParameter(exchange.request, 'id'));
  const record = row && context.stores.records.byId(row.record_id);
  exchange.attempt({ action: 'readRights', record });
  const own =
    row !== undefined &&
    (caller.kind === 'patient' ? row.record_id === caller.record.id : row.actor === caller.professional.id);
  if (row === undefined || record?.status !== 'ACTIVE' || !own) throw refusal('NOT_FOUND');
  return fhir(200, consentOf(context, row, now), { etag: 'W/"1"' });
}

/** `DELETE Consent/{id}`: another's and an unknown one are alike; ending twice is no error (D8 of the wire). */
function endConsent(exchange: SignedInExchange): Answer {
  const { context, caller, now, request } = exchange;
  const id = pathParameter(request, 'id');
  const wish = wishNamed(exchange, id);
  if (wish !== undefined) return endWish(exchange, wish);
  const row = context.stores.consents.byId(id);
  if (row === undefined) throw refusal('NOT_FOUND');
  const record = context.stores.records.byId(row.record_id);
  if (caller.kind === 'professional') endAsProfessional(exchange, caller, row, record);
  else endAsPatient(exchange, caller, row);
  context.stores.consents.end(row.id, now);
  return { status: 204, headers: {}, body: null };
}

function endAsProfessional(
  exchange: SignedInExchange,
  caller: ProfessionalCaller,
  row: ConsentRow,
  record: RecordRow | undefined,
): void {
  if (row.category === 'authorisation' && row.actor === caller.professional.id) {
    rule(exchange, caller, { action: 'revokeOwnConsent', record });
    return;
  }
  if (row.category === 'treating-doctor' && row.actor === caller.professional.id) {
    leaveTreatingDoctor(exchange, caller, row, record);
    return;
  }
  const isTreatingDoctor = standingOf(exchange.context, caller, record).relation.treatingDoctor === true;
  if (row.category !== 'block' || !isTreatingDoctor) throw refusal('NOT_FOUND');
  rule(exchange, caller, { action: 'unblockProfessional', record, detail: { target: row.actor } });
}

/** One gives the role back as one took it, whether one still has a right or not; twice is no error. */
function leaveTreatingDoctor(
  exchange: SignedInExchange,
  caller: ProfessionalCaller,
  row: ConsentRow,
  record: RecordRow | undefined,
): void {
  const { context } = exchange;
  exchange.attempt({
    action: 'endRight',
    record,
    detail: { right: 'treating-doctor', target: row.actor },
  });
  admit(context, caller);
  if (record?.status !== 'ACTIVE') throw refusal('RECORD_CLOSED');
  if (isBoundElsewhere(caller.session, record)) throw refusal('CONSENT_REQUIRED');
  if (row.ended_at === null) announceRights(exchange, caller, record);
}

function endAsPatient(exchange: SignedInExchange, caller: PatientCaller, row: ConsentRow): void {
  if (row.record_id !== caller.record.id) throw refusal('NOT_FOUND');
  const detail = { right: row.category, ...(row.actor === '' ? {} : { target: row.actor }) };
  switch (row.category) {
    case 'block': {
      const action = row.actor_system === PROFESSIONAL_SYSTEM ? 'unblockProfessional' : 'unblockOrganisation';
      return ruleForPatient(exchange, caller, { action, as: 'unblockProfessional', detail });
    }
    case 'treating-doctor':
      return ruleForPatient(exchange, caller, { action: 'dismissTreatingDoctor', as: 'endRight', detail });
    case 'authorisation':
      // Taking a right back is less than a block: whoever may block may do it.
      return ruleForPatient(exchange, caller, { action: 'blockProfessional', as: 'endRight', detail });
    case 'switch':
    case 'sharing':
    case 'masking-default':
      // A setting always stands, one way or the other: it is changed by declaring it anew.
      throw refusal('INVALID', { status: 405, headers: { allow: 'GET' } });
  }
}
