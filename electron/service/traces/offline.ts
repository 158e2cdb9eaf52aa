import { decide } from '../../../shared/access/decide.ts';
import type { Question } from '../../../shared/access/question.ts';
import type { Parameters } from '../../../shared/fhir/parameters.ts';
import { parametersResource } from '../../../shared/fhir/parameters.ts';
import { URI_SYSTEM } from '../../../shared/fhir/systems.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { OfflineSection } from '../../../shared/traces/acts.ts';
import { OFFLINE_SECTIONS } from '../../../shared/traces/acts.ts';
import type { ProfessionalCaller } from '../auth/caller.ts';
import { factsOf } from '../documents/record-index.ts';
import type { DocumentRow } from '../documents/store.ts';
import { storesOf, traced } from '../documents/view.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parseParameters } from '../http/input.ts';
import { refusal } from '../http/refusal.ts';
import { notify } from '../notices/notify.ts';
import { standingOf } from '../record/facts.ts';
import type { RecordRow } from '../storage/records.ts';
import type { TracedAction, TracedDocument } from './entry.ts';

const about = {
  id: z.uuid(),
  at: z.iso.datetime({ offset: true }),
  source: z.enum(['cache', 'bag']),
  system: z.string(),
  patient: z.string(),
};
const Opening = z.discriminatedUnion('act', [
  z.object({ ...about, act: z.literal('list'), document: z.string().optional() }),
  z.object({ ...about, act: z.literal('read'), document: z.string().optional() }),
  z.object({ ...about, act: z.literal('section'), section: z.enum(OFFLINE_SECTIONS) }),
]);
type Opening = z.infer<typeof Opening>;

const TYPES = {
  id: 'string',
  at: 'string',
  act: 'string',
  source: 'string',
  system: 'string',
  patient: 'string',
  document: 'string',
  section: 'string',
} as const;

/**
 * `POST AuditEvent/$report-opening` (ours): a post tells what it showed while the service could not be asked. It is
 * no question: nothing is permitted or refused any more, it is written down and the patient is told as of any
 * reading. Whatever is named, known or not, hidden or not, is answered alike.
 */
export function reportOpening(exchange: SignedInExchange, body: Parameters): Answer {
  const { caller, context, now } = exchange;
  if (caller.kind !== 'professional') throw refusal('NOT_FOUND');
  const opening = parseParameters(body, TYPES, Opening);
  const { id, at, source, system, patient } = opening;
  const named = opening.act === 'section' ? undefined : opening.document;
  const { offlineOpenings, records } = context.stores;
  const isNew = offlineOpenings.note(caller.professional.id, id, now);
  const record = records.byIns(system, patient);
  const known = named === undefined ? undefined : storesOf(exchange).documents.byUniqueId(URI_SYSTEM, named);
  const document = known?.record_id === record?.id ? known : undefined;
  exchange.attempt({
    action: tracedAct(opening),
    record,
    document: named === undefined ? undefined : tracedAs(document, named),
    detail: { openedAt: at, source, ...(isNew ? {} : { again: 'true' }) },
  });
  const reading = readingOf(opening, document);
  if (isNew && record !== undefined && reading !== undefined) tellPatient(exchange, caller, record, reading);
  return fhir(200, parametersResource([{ name: 'id', valueString: id }]));
}

/** An unknown document is traced as a hidden one is: neither is named to whoever may not see it. */
const tracedAs = (document: DocumentRow | undefined, named: string): TracedDocument =>
  document === undefined
    ? { key: `${URI_SYSTEM}|${named}`, system: URI_SYSTEM, value: named }
    : traced(document);

const OF_SECTIONS = {
  care: { reads: 'readCareHistory', offline: 'readCareHistoryOffline' },
  measures: { reads: 'readMeasures', offline: 'readMeasuresOffline' },
  vaccinations: { reads: 'readVaccinations', offline: 'readVaccinationsOffline' },
  wishes: { reads: 'readWishes', offline: 'readWishesOffline' },
} as const satisfies Readonly<Record<OfflineSection, { reads: Question['action']; offline: TracedAction }>>;

function tracedAct(opening: Opening): TracedAction {
  if (opening.act === 'section') return OF_SECTIONS[opening.section].offline;
  return opening.act === 'read' ? 'readOffline' : 'listOffline';
}

/** What it was a reading of, in the terms of the rules; a list is none. */
function readingOf(
  opening: Opening,
  document: DocumentRow | undefined,
): Pick<Question, 'action' | 'document'> | undefined {
  if (opening.act === 'section') return { action: OF_SECTIONS[opening.section].reads };
  return document === undefined ? undefined : { action: 'read', document: factsOf(document) };
}

/**
 * As of a reading at a moment when the right stood, and the section was shared: who may not know of the document is
 * not told of it either.
 */
function tellPatient(
  exchange: SignedInExchange,
  caller: ProfessionalCaller,
  record: RecordRow,
  reading: Pick<Question, 'action' | 'document'>,
): void {
  const { context, now } = exchange;
  const standing = standingOf(context, caller, record);
  const decision = decide(context.policy, {
    ...standing,
    ...reading,
    now,
    record: { ...standing.record, sharesCareHistory: true, sharesMeasures: true },
    relation: { ...standing.relation, authorisation: 'VALID', until: undefined },
  });
  if (decision.effect === 'permit') notify(context, record, decision, now);
}
