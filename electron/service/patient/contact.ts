import { parametersResource } from '../../../shared/fhir/parameters.ts';
import { ADDRESS_CHANGED } from '../../../shared/notices/wording.ts';
import type { PatientCaller } from '../auth/caller.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { invalid } from '../http/refusal.ts';
import { ruleForPatient } from '../record/ruling.ts';

/** What nobody is left in ignorance of: first accesses, emergencies, rights, the record itself. */
const MAY_BE_MUTED: ReadonlySet<string> = new Set([
  'patient:consultation',
  'patient:deposit',
  'patient:change',
  'patient:vaccination',
  'patient:message',
  'patient:appointment',
  'patient:reminder',
]);

const NONE = 'none';
const ADDRESS = /^[^\s@<>(),;:"\\[\]]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$/;

/**
 * `POST Patient/$contact`: the holder's address (`none`: none, and no mail) and the notices of which he wants no
 * mail. A new address is told to the one before.
 */
export function setContact(
  exchange: SignedInExchange,
  caller: PatientCaller,
  values: ReadonlyMap<string, boolean | string>,
): Answer {
  const { context } = exchange;
  const { record } = caller;
  const email = addressOf(values.get('email'), record.email);
  const muted = mutedOf(values.get('muted'), record.muted);
  ruleForPatient(exchange, caller, {
    action: 'setContact',
    as: 'setContact',
    detail: { address: email === record.email ? 'same' : 'changed', muted: muted === '' ? NONE : muted },
  });
  context.stores.records.setContact(record.id, email, muted);
  if (email !== record.email && record.email !== null) {
    context.stores.mails.add({
      address: record.email,
      ...ADDRESS_CHANGED,
      notice: 'patient:address',
      ins: record.ins,
    });
  }
  return fhir(
    200,
    parametersResource([
      { name: 'email', valueString: email ?? NONE },
      { name: 'muted', valueString: muted === '' ? NONE : muted },
    ]),
  );
}

function addressOf(given: boolean | string | undefined, known: string | null): string | null {
  if (typeof given !== 'string') return known;
  if (given === NONE) return null;
  if (!ADDRESS.test(given)) throw invalid('parameter.email');
  return given;
}

/** Separated by a space. */
function mutedOf(given: boolean | string | undefined, known: string): string {
  if (typeof given !== 'string') return known;
  if (given === NONE) return '';
  const notices = [...new Set(given.split(' '))].sort();
  if (!notices.every((notice) => MAY_BE_MUTED.has(notice))) throw invalid('parameter.muted');
  return notices.join(' ');
}
