import { isMinor } from '../../../shared/access/clocks.ts';
import type { RelatedPersonResource } from '../../../shared/fhir/related-person.ts';
import { ContactBody, contactRoleOf } from '../../../shared/fhir/related-person.ts';
import type { Answer } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parseBody } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { patientCaller } from '../patient/patient-caller.ts';
import { ruleForPatient } from '../record/ruling.ts';
import type { ServiceContext } from '../context.ts';
import type { SectionRow } from '../storage/sections.ts';
import { existing, kept, resourceOf, written, writtenRecord } from './entries.ts';

/** People to call and the trusted person, in the order in which they were written. */
export function contactsOf({ stores }: ServiceContext, recordId: number): readonly RelatedPersonResource[] {
  return stores.sections
    .ofRecord(recordId, 'RelatedPerson')
    .reverse()
    .map((row) => ({ ...resourceOf(row), resourceType: 'RelatedPerson' }));
}

/**
 * Writes somebody to call (`C`, `N`), or the trusted person: an adult's to designate, one at a time (CSP
 * L.1111-6), and not a carer's.
 */
export function addContact(exchange: SignedInExchange): Answer {
  const { context, now, request } = exchange;
  const caller = patientCaller(exchange);
  const { id: _id, meta: _meta, patient, ...body } = parseBody(request, ContactBody);
  const role = contactRoleOf(body.relationship[0]);
  if (role === undefined) throw invalid('relationship');
  const record = existing(writtenRecord(exchange, patient.identifier));
  const isTrusted = role === 'trusted';
  ruleForPatient(exchange, caller, {
    action: isTrusted ? 'manageCarers' : 'open',
    as: 'writeContacts',
    detail: { role },
  });
  const facts = { status: record.status, birthDate: record.birth_date };
  if (isTrusted && isMinor(context.policy, facts, now)) {
    throw refusal('INVALID', { status: 422, detail: 'relationship[0]' });
  }
  const { sections } = context.stores;
  const before = sections.ofRecord(record.id, 'RelatedPerson').filter(({ code }) => code === role);
  if (isTrusted) for (const row of before) sections.change(row, { stored: row.stored, ended: 1 });
  const row = sections.add({
    ...written(exchange, record, 'RelatedPerson', now),
    code: role,
    stored: JSON.stringify({ active: true, ...body, patient: { identifier: patient.identifier } }),
  });
  return kept(exchange, row, isTrusted && before.length > 0 ? 200 : 201);
}

/** The contact that a `DELETE RelatedPerson/{id}` names; undefined: it is about a carer, or nobody. */
export function contactNamed({ context }: SignedInExchange, id: string): SectionRow | undefined {
  const row = context.stores.sections.byUid('RelatedPerson', id);
  return row?.ended === 0 ? row : undefined;
}

/** Takes a contact off: the holder or his representative. */
export function removeContact(exchange: SignedInExchange, row: SectionRow): Answer {
  const caller = patientCaller(exchange);
  ruleForPatient(exchange, caller, {
    action: 'manageCarers',
    as: 'writeContacts',
    detail: row.record_id === caller.record.id ? { role: row.code } : {},
  });
  if (row.record_id !== caller.record.id) throw refusal('NOT_FOUND');
  exchange.context.stores.sections.change(row, { stored: row.stored, ended: 1 });
  return { status: 204, headers: {}, body: null };
}
