import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ParameterTypes } from '../../../shared/fhir/parameters.ts';
import { Parameters, parametersResource } from '../../../shared/fhir/parameters.ts';
import type { PatientCaller } from '../auth/caller.ts';
import type { ServiceContext } from '../context.ts';
import { maskEverything } from '../documents/port.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { answering } from '../http/exchange.ts';
import { operationValues, parseBody } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { setForEverybody } from '../record/consents.ts';
import { patientOf } from '../record/patients.ts';
import { ruleForPatient } from '../record/ruling.ts';
import { eraseRecord } from './by-the-clock.ts';
import { registerCommunicationRoutes } from './communications.ts';
import { setContact } from './contact.ts';
import { registerRelatedPersonRoutes } from './related-persons.ts';
import { download } from './download.ts';
import { patientCaller } from './patient-caller.ts';

/** The sweeping acts of the patient's side (H of the wire). The record is that of the token. */
export function registerPatientRoutes(app: FastifyInstance, context: ServiceContext): void {
  app.post('/fhir/Patient/$oppose', answering(context, 'oppose', oppose));
  app.post('/fhir/Patient/$close', answering(context, 'close', close));
  app.post('/fhir/Patient/$reopen', answering(context, 'reopen', reopen));
  app.post('/fhir/Patient/$mask-all', answering(context, 'maskAll', maskAll));
  app.post('/fhir/Patient/$contact', answering(context, 'setContact', contact));
  app.get(
    '/fhir/Patient/$download',
    { config: { answers: 'application/zip' } },
    answering(context, 'download', download),
  );
  registerCommunicationRoutes(app, context);
  registerRelatedPersonRoutes(app, context);
}

/** Opposes the creation of the record, while that is still possible (H3 of the wire; R.1111-28). */
function oppose(exchange: SignedInExchange): Answer {
  const { context, now, request } = exchange;
  const caller = patientCaller(exchange);
  argumentsOf(request, {});
  ruleForPatient(exchange, caller, { action: 'oppose', as: 'oppose' });
  const { record } = caller;
  const { records, consents } = context.stores;
  const opposable = record.opposable_until !== null && record.opposable_until > now;
  // Who opposed may say so again; who did not has until the end of the six weeks, whatever the hour of the clock.
  if (record.opposed_at === null && (!opposable || record.status === 'CLOSED')) {
    throw refusal('INVALID', { status: 422 });
  }
  if (record.status === 'ACTIVE') {
    consents.endAuthorisations(record.id, null, now);
    eraseRecord(context, record, 'opposed', now);
  }
  records.oppose(record.id, now);
  return patientAnswer(exchange, caller);
}

/** Closes the record: unreachable at once, archived for ten years, or erased on request (R.1111-36). */
function close(exchange: SignedInExchange): Answer {
  const { context, now, request } = exchange;
  const caller = patientCaller(exchange);
  const values = argumentsOf(request, { erase: 'boolean', motive: 'string' });
  const erase = values.get('erase') === true;
  const motive = values.get('motive');
  ruleForPatient(exchange, caller, {
    action: 'close',
    as: 'close',
    detail: { erase: String(erase) },
  });
  const { records, consents } = context.stores;
  records.close(caller.record.id, now, typeof motive === 'string' ? motive : CLOSED_BY_HOLDER, erase);
  consents.endAuthorisations(caller.record.id, null, now);
  if (erase) eraseRecord(context, caller.record, 'asked', now);
  return patientAnswer(exchange, caller);
}

const CLOSED_BY_HOLDER = 'Fermeture demandée par le titulaire';

/** Opens the record again: with its documents unless they were erased, without the rights it had (H2). */
function reopen(exchange: SignedInExchange): Answer {
  const { context, request } = exchange;
  const caller = patientCaller(exchange);
  argumentsOf(request, {});
  ruleForPatient(exchange, caller, { action: 'reopen', as: 'reopen' });
  context.stores.records.reopen(caller.record.id);
  return patientAnswer(exchange, caller);
}

/** Masks, or shows again, every document; with `future`, those to come as well (H4 of the wire). */
function maskAll(exchange: SignedInExchange): Answer {
  const caller = patientCaller(exchange);
  const values = argumentsOf(exchange.request, { mask: 'boolean', future: 'boolean' });
  const mask = values.get('mask');
  if (typeof mask !== 'boolean') throw invalid('parameter.mask');
  ruleForPatient(exchange, caller, {
    action: 'maskAll',
    as: 'maskAll',
    detail: { mask: String(mask), future: String(values.get('future') === true) },
  });
  const count = maskEverything(exchange, caller, mask);
  if (values.get('future') === true) setForEverybody(exchange, caller.record, 'masking-default', '', !mask);
  return fhir(200, parametersResource([{ name: 'count', valueInteger: count }]));
}

/** Address and mails that are wanted (our own operation): without parameters, what they are. */
function contact(exchange: SignedInExchange): Answer {
  const caller = patientCaller(exchange);
  return setContact(exchange, caller, argumentsOf(exchange.request, { email: 'string', muted: 'string' }));
}

function argumentsOf(request: FastifyRequest, types: ParameterTypes): ReadonlyMap<string, boolean | string> {
  // An operation without parameters may come without a body.
  const empty = !Buffer.isBuffer(request.body) || request.body.length === 0;
  return empty ? new Map() : operationValues(parseBody(request, Parameters), types);
}

function patientAnswer({ context }: SignedInExchange, caller: PatientCaller): Answer {
  const now = context.stores.records.byId(caller.record.id) ?? caller.record;
  return fhir(200, patientOf(context, now, caller));
}
