import { isMinor } from '../../../shared/access/clocks.ts';
import type { WishCode } from '../../../shared/fhir/wish.ts';
import { WishBody } from '../../../shared/fhir/wish.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parseBody } from '../http/input.ts';
import { refusal } from '../http/refusal.ts';
import { searchset } from '../http/searchset.ts';
import { patientCaller } from '../patient/patient-caller.ts';
import { rule, ruleForPatient } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import type { SectionRow } from '../storage/sections.ts';
import { etagOf, existing, kept, resourceOf, written, writtenRecord } from './entries.ts';

/** `GET Consent?category=`: directives, or organ donation (D7 of the wire). */
export function searchWishes(
  exchange: SignedInExchange,
  record: RecordRow | undefined,
  wish: WishCode,
): Answer {
  judgeReading(exchange, record);
  const resources = exchange.context.stores.sections
    .ofRecord(existing(record).id, 'Consent')
    .filter(({ code }) => code === wish)
    .map(resourceOf);
  return searchset(exchange, { resources, total: resources.length });
}

function judgeReading(exchange: SignedInExchange, record: RecordRow | undefined, byIdentifier = false): void {
  const { caller } = exchange;
  if (caller.kind === 'professional') {
    rule(exchange, caller, { action: 'readWishes', record, byIdentifier });
    return;
  }
  if (record?.id !== caller.record.id) throw refusal(byIdentifier ? 'NOT_FOUND' : 'RECORD_NONEXISTENT');
  ruleForPatient(exchange, caller, { action: 'open', as: 'readWishes' });
}

/** The wish that a path names; undefined: it is a right, or nothing. */
export function wishNamed({ context }: SignedInExchange, id: string): SectionRow | undefined {
  const row = context.stores.sections.byUid('Consent', id);
  return row?.ended === 0 ? row : undefined;
}

export function readWish(exchange: SignedInExchange, row: SectionRow): Answer {
  judgeReading(exchange, exchange.context.stores.records.byId(row.record_id), true);
  return fhir(200, resourceOf(row), { etag: etagOf(row) });
}

/**
 * States a wish: the holder's alone to state. Directives are an adult's (CSP L.1111-11); a new one takes the
 * place of the one before.
 */
export function stateWish(exchange: SignedInExchange, wish: WishCode): Answer {
  const { context, now, request } = exchange;
  const caller = patientCaller(exchange);
  const { id: _id, meta: _meta, patient, ...body } = parseBody(request, WishBody);
  const record = existing(writtenRecord(exchange, patient.identifier));
  ruleForPatient(exchange, caller, { action: 'stateWishes', as: 'stateWishes', detail: { wish } });
  const facts = { status: record.status, birthDate: record.birth_date };
  if (wish === 'directives' && isMinor(context.policy, facts, now)) {
    throw refusal('INVALID', { status: 422, detail: 'category[0]' });
  }
  // A wish about one's organs says yes or no.
  if (wish === 'organ-donation' && body.provision === undefined) {
    throw refusal('INVALID', { status: 422, detail: 'provision' });
  }
  const { sections } = context.stores;
  const before = sections.ofRecord(record.id, 'Consent').filter(({ code }) => code === wish);
  for (const row of before) sections.change(row, { stored: row.stored, ended: 1 });
  const row = sections.add({
    ...written(exchange, record, 'Consent', now),
    code: wish,
    stored: JSON.stringify({
      ...body,
      patient: { identifier: patient.identifier },
      dateTime: new Date(now).toISOString(),
    }),
  });
  return kept(exchange, row, before.length > 0 ? 200 : 201);
}

/** Takes a wish back. */
export function endWish(exchange: SignedInExchange, row: SectionRow): Answer {
  const caller = patientCaller(exchange);
  if (row.record_id !== caller.record.id) throw refusal('NOT_FOUND');
  ruleForPatient(exchange, caller, { action: 'stateWishes', as: 'stateWishes', detail: { wish: row.code } });
  exchange.context.stores.sections.change(row, { stored: row.stored, ended: 1 });
  return { status: 204, headers: {}, body: null };
}
