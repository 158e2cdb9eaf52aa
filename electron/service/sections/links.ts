import { EXTENSION_BASE } from '../../../shared/fhir/systems.ts';
import { parametersResource } from '../../../shared/fhir/parameters.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { patientCaller } from '../patient/patient-caller.ts';
import { ruleForPatient } from '../record/ruling.ts';
import type { ServiceLink } from '../storage/taking-part.ts';
import { namedIn } from './threads.ts';

const LINKED = `${EXTENSION_BASE}dmp-linked`;

/** What a patient let a service exchange, as it is told beside the service. */
export function linkExtension(
  { since, exchanges, shown }: ServiceLink,
  offered: readonly string[],
  isOwn: boolean,
): object {
  const approved = exchanges.split(' ');
  return {
    url: LINKED,
    extension: [
      { url: 'since', valueDateTime: iso(since) },
      ...approved.map((valueCode) => ({ url: 'exchange', valueCode })),
      // What the service asks for now is more than what was approved: it has it not, until it is approved anew.
      ...(offered.every((code) => approved.includes(code)) ? [] : [{ url: 'more', valueBoolean: true }]),
      ...(isOwn ? [{ url: 'shown', valueBoolean: shown === 1 }] : []),
    ],
  };
}

/** The links of a record, for whoever takes his data with him. */
export const linksIn = ({ stores }: ServiceContext, recordId: number): readonly object[] =>
  stores.takingPart.linksOf(recordId).map(({ service, exchanges, shown, since }) => ({
    service,
    exchanges: exchanges.split(' '),
    shown: shown === 1,
    since: iso(since),
  }));

/**
 * `POST HealthcareService/$link`: the patient lets a service exchange some of what it asks for, and says whether
 * his professionals see it. Linking again replaces what he approved.
 *
 * @param offered codes of what the service exchanges; undefined: there is no such service
 */
export function linkService(
  exchange: SignedInExchange,
  offered: (service: string) => readonly string[] | undefined,
): Answer {
  const { context, now } = exchange;
  const caller = patientCaller(exchange);
  const values = namedIn(exchange, { service: 'string', exchanges: 'string', shown: 'boolean' });
  const service = serviceIn(values);
  const given = values.get('exchanges');
  if (typeof given !== 'string') throw invalid('parameter.exchanges');
  ruleForPatient(exchange, caller, { action: 'setSharing', as: 'linkService', detail: { service } });
  const known = offered(service);
  if (known === undefined) throw refusal('NOT_FOUND');
  const exchanges = [...new Set(given.split(' '))].sort();
  if (!exchanges.every((code) => known.includes(code))) {
    throw refusal('INVALID', { status: 422, detail: 'parameter.exchanges' });
  }
  context.stores.takingPart.link({
    record_id: caller.record.id,
    service,
    exchanges: exchanges.join(' '),
    shown: values.get('shown') === true ? 1 : 0,
    since: now,
  });
  return fhir(200, parametersResource([{ name: 'linked', valueBoolean: true }]));
}

/** `POST HealthcareService/$unlink`: from now on it exchanges nothing; ending what is not there is no error. */
export function unlinkService(exchange: SignedInExchange): Answer {
  const caller = patientCaller(exchange);
  const service = serviceIn(namedIn(exchange, { service: 'string' }));
  ruleForPatient(exchange, caller, { action: 'setSharing', as: 'unlinkService', detail: { service } });
  exchange.context.stores.takingPart.unlink(caller.record.id, service);
  return fhir(200, parametersResource([{ name: 'linked', valueBoolean: false }]));
}

function serviceIn(values: ReadonlyMap<string, boolean | string>): string {
  const service = values.get('service');
  if (typeof service !== 'string') throw invalid('parameter.service');
  return service;
}
