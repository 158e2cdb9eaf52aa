import { decide } from '../../../shared/access/decide.ts';
import type { Parameters } from '../../../shared/fhir/parameters.ts';
import { parametersResource, parameterValues } from '../../../shared/fhir/parameters.ts';
import { URI_SYSTEM } from '../../../shared/fhir/systems.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { ProfessionalCaller } from '../auth/caller.ts';
import { factsOf } from '../documents/record-index.ts';
import type { DocumentRow } from '../documents/store.ts';
import { storesOf, traced } from '../documents/view.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { notify } from '../notices/notify.ts';
import { standingOf } from '../record/facts.ts';
import type { RecordRow } from '../storage/records.ts';
import type { TracedDocument } from './entry.ts';

const Opening = z.object({
  id: z.uuid(),
  at: z.iso.datetime({ offset: true }),
  act: z.enum(['list', 'read']),
  source: z.enum(['cache', 'bag']),
  system: z.string(),
  patient: z.string(),
  document: z.string().optional(),
});

const TYPES = {
  id: 'string',
  at: 'string',
  act: 'string',
  source: 'string',
  system: 'string',
  patient: 'string',
  document: 'string',
} as const;

/**
 * `POST AuditEvent/$report-opening` (ours): a post tells what it showed while the service could not be asked. It is
 * no question: nothing is permitted or refused any more, it is written down and the patient is told as of any
 * reading. Whatever is named, known or not, hidden or not, is answered alike.
 */
export function reportOpening(exchange: SignedInExchange, body: Parameters): Answer {
  const { caller, context, now } = exchange;
  if (caller.kind !== 'professional') throw refusal('NOT_FOUND');
  const read = parameterValues(body, TYPES);
  if ('fault' in read) throw invalid(read.fault);
  const opening = Opening.safeParse(Object.fromEntries(read.values));
  if (!opening.success) throw invalid(`parameter.${String(opening.error.issues[0]?.path[0] ?? '')}`);
  const { id, at, act, source, system, patient, document: named } = opening.data;
  const { offlineOpenings, records } = context.stores;
  const isNew = offlineOpenings.note(caller.professional.id, id, now);
  const record = records.byIns(system, patient);
  const known = named === undefined ? undefined : storesOf(exchange).documents.byUniqueId(URI_SYSTEM, named);
  const document = known?.record_id === record?.id ? known : undefined;
  exchange.attempt({
    action: act === 'read' ? 'readOffline' : 'listOffline',
    record,
    document: named === undefined ? undefined : tracedAs(document, named),
    detail: { openedAt: at, source, ...(isNew ? {} : { again: 'true' }) },
  });
  if (isNew && record !== undefined && document !== undefined)
    tellPatient(exchange, caller, record, document);
  return fhir(200, parametersResource([{ name: 'id', valueString: id }]));
}

/** An unknown document is traced as a hidden one is: neither is named to whoever may not see it. */
const tracedAs = (document: DocumentRow | undefined, named: string): TracedDocument =>
  document === undefined
    ? { key: `${URI_SYSTEM}|${named}`, system: URI_SYSTEM, value: named }
    : traced(document);

/** As of a reading at a moment when the right stood: who may not know of the document is not told of it either. */
function tellPatient(
  exchange: SignedInExchange,
  caller: ProfessionalCaller,
  record: RecordRow,
  document: DocumentRow,
): void {
  const { context, now } = exchange;
  const standing = standingOf(context, caller, record);
  const decision = decide(context.policy, {
    ...standing,
    action: 'read',
    now,
    relation: { ...standing.relation, authorisation: 'VALID', until: undefined },
    document: factsOf(document),
  });
  if (decision.effect === 'permit') notify(context, record, decision, now);
}
