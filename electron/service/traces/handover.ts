import type { Parameters } from '../../../shared/fhir/parameters.ts';
import { parametersResource } from '../../../shared/fhir/parameters.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parseParameters } from '../http/input.ts';
import { refusal } from '../http/refusal.ts';
import { rule } from '../record/ruling.ts';

const Handover = z.object({
  system: z.string(),
  patient: z.string(),
  form: z.enum(['print', 'file']),
});

const TYPES = { system: 'string', patient: 'string', form: 'string' } as const;

/**
 * `POST AuditEvent/$report-handover` (ours): what a regulator read for a call is about to leave the post on paper or
 * in a file. It is decided as the opening of the record is, and traced before the answer: the patient reads of it
 * in his history. He was told of the call by its opening, and is not told a second time.
 */
export function reportHandover(exchange: SignedInExchange, body: Parameters): Answer {
  const { caller, context } = exchange;
  if (caller.kind !== 'professional') throw refusal('NOT_FOUND');
  const { system, patient, form } = parseParameters(body, TYPES, Handover);
  const record = context.stores.records.byIns(system, patient);
  rule(exchange, caller, {
    action: 'open',
    as: 'handOver',
    record,
    unannounced: true,
    detail: { form, ...(caller.session.call_id === null ? {} : { callId: caller.session.call_id }) },
  });
  // Ordinary care and a broken glass hand nothing over: there is no crew.
  if (caller.session.mode !== 'ETREAT') throw refusal('CALL_REQUIRED');
  return fhir(200, parametersResource([{ name: 'form', valueString: form }]));
}
