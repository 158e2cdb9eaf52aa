import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { CommunicationCategory, CommunicationResource } from '../../../shared/fhir/communication.ts';
import {
  categoryOf,
  noticeResource,
  ReportBody,
  reportedAccess,
  reportResource,
} from '../../../shared/fhir/communication.ts';
import { AnyCommunication } from '../../../shared/fhir/message.ts';
import { parametersResource } from '../../../shared/fhir/parameters.ts';
import type { PatientCaller } from '../auth/caller.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import { fhirBase } from '../context.ts';
import { pageLinks } from '../documents/page-links.ts';
import { factsOfTracedDocument } from '../documents/port.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { answering } from '../http/exchange.ts';
import { parseBody, pathParameter, searchParameters, single } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { searchset } from '../http/searchset.ts';
import { namedPatient } from '../record/named-patient.ts';
import { ruleForPatient } from '../record/ruling.ts';
import { readMessage, searchMessages } from '../sections/messages.ts';
import { sendMessage } from '../sections/sending.ts';
import { readThread, setThreadClosed } from '../sections/threads.ts';
import type { NoticeRow, ReportRow } from '../storage/space.ts';
import { readEntry } from '../traces/entry.ts';
import { patientCaller } from './patient-caller.ts';

const PARAMETERS = new Set(['patient', 'patient.identifier', 'patient:identifier', 'category', '_count']);
const MAX_COUNT = 200;

/**
 * The notices of a record, and the accesses that were reported (our own categories of Communication); without a
 * category, messages between patients and professionals.
 */
export function registerCommunicationRoutes(app: FastifyInstance, context: ServiceContext): void {
  const links = pageLinks();
  app.get(
    '/fhir/Communication',
    answering(context, 'readNotices', (exchange) =>
      /[?&]category=/.test(exchange.request.url)
        ? searchCommunications(exchange)
        : searchMessages(exchange, links),
    ),
  );
  app.post('/fhir/Communication', answering(context, 'reportAccess', write));
  app.get(
    '/fhir/Communication/:id',
    answering(context, 'readMessages', (exchange) =>
      readMessage(exchange, pathParameter(exchange.request, 'id')),
    ),
  );
  app.post('/fhir/Communication/$mark-read', answering(context, 'readNotices', markRead));
  app.post('/fhir/Communication/$read', answering(context, 'readMessages', readThread));
  app.post(
    '/fhir/Communication/$close-thread',
    answering(context, 'closeThread', (exchange) => setThreadClosed(exchange, true)),
  );
  app.post(
    '/fhir/Communication/$reopen-thread',
    answering(context, 'reopenThread', (exchange) => setThreadClosed(exchange, false)),
  );
}

/** `category` is required: which of the two kinds is asked for. */
function searchCommunications(exchange: SignedInExchange): Answer {
  const { request } = exchange;
  const caller = patientCaller(exchange);
  const parameters = searchParameters(request, PARAMETERS);
  const record = namedPatient(exchange, parameters);
  const category = categoryOf(single(parameters, 'category'));
  if (category === undefined) throw invalid('category');
  if (record?.id !== caller.record.id) throw refusal('RECORD_NONEXISTENT');
  const count = single(parameters, '_count');
  if (count !== undefined && !/^\d{1,9}$/.test(count)) throw invalid('_count');
  const found = communicationsOf(exchange, caller, category);
  return searchset(exchange, {
    resources: found.slice(0, Math.min(Number(count ?? MAX_COUNT), MAX_COUNT)),
    total: found.length,
  });
}

function communicationsOf(
  exchange: SignedInExchange,
  caller: PatientCaller,
  category: CommunicationCategory,
): readonly CommunicationResource[] {
  const { context } = exchange;
  switch (category) {
    case 'notification':
      ruleForPatient(exchange, caller, { action: 'open', as: 'readNotices' });
      return noticesSeen(context, caller).map((row) => noticeOf(caller, row));
    case 'report':
      ruleForPatient(exchange, caller, { action: 'readTraces', as: 'readNotices' });
      return reportsSeen(context, caller).map((row) => reportOf(context, caller, row));
  }
}

/** A minor's secret is told to himself alone: to nobody who acts for him. */
export function noticesSeen({ stores }: ServiceContext, { record, role }: PatientCaller): NoticeRow[] {
  return stores.space.noticesOf(record.id).filter((row) => row.minor_only === 0 || role === 'holder');
}

/** One's own reports: what somebody else found strange may be about what one may not see. */
export function reportsSeen({ stores }: ServiceContext, { record, person }: PatientCaller): ReportRow[] {
  return stores.space.reports(record.id).filter(({ person_id: by }) => by === person.id);
}

/** A notice as the space reads it. */
export function noticeOf({ record }: PatientCaller, row: NoticeRow): CommunicationResource {
  return noticeResource({
    id: row.uid,
    patient: { system: record.system, value: record.ins },
    notice: row.notice,
    subject: row.subject,
    text: row.text,
    sent: iso(row.at),
    readAt: row.read_at === null ? null : iso(row.read_at),
  });
}

/** A report as its author reads it: the access by the name that his history gives it. */
export function reportOf(
  { stores }: ServiceContext,
  { record }: PatientCaller,
  row: Omit<ReportRow, 'id'>,
): CommunicationResource {
  return reportResource({
    id: row.uid,
    patient: { system: record.system, value: record.ins },
    access: stores.traces.bySeq(row.trace_seq)?.hash.toString('hex').slice(0, 32) ?? '',
    text: row.text,
    sent: iso(row.at),
  });
}

/** All that was told until now has been read. */
function markRead(exchange: SignedInExchange): Answer {
  const { context, now } = exchange;
  const caller = patientCaller(exchange);
  ruleForPatient(exchange, caller, { action: 'open', as: 'readNotices' });
  const unread = noticesSeen(context, caller).filter(({ read_at: at }) => at === null);
  for (const { id } of unread) context.stores.space.markRead(id, now);
  return fhir(200, parametersResource([{ name: 'count', valueInteger: unread.length }]));
}

/** A report has its category; a message has none. */
function write(exchange: SignedInExchange): Answer {
  const { category } = parseBody(exchange.request, AnyCommunication);
  return category === undefined ? sendMessage(exchange) : report(exchange);
}

/**
 * Reports an access for review. The trace must be one that the reporter sees; reporting it again changes
 * nothing.
 */
function report(exchange: SignedInExchange): Answer {
  const { context, now, request } = exchange;
  const caller = patientCaller(exchange);
  const { record, person } = caller;
  const body = parseBody(request, ReportBody);
  const { system, value } = body.subject.identifier;
  if (system !== record.system || value !== record.ins) throw refusal('RECORD_NONEXISTENT');
  const access = reportedAccess(body);
  const trace = context.stores.traces.byHash(record.id, Buffer.from(access, 'hex'));
  const entry = trace && readEntry(trace.entry);
  ruleForPatient(exchange, caller, {
    action: 'reportAccess',
    as: 'reportAccess',
    document: entry?.document && factsOfTracedDocument(context, entry.document.key),
    secretTrace: entry?.secret === true,
    detail: { access },
  });
  if (trace === undefined) throw refusal('NOT_FOUND');
  const known = reportsSeen(context, caller).find(({ trace_seq: seq }) => seq === trace.seq);
  const [{ contentString: text }] = body.payload;
  const row = {
    uid: randomUUID(),
    record_id: record.id,
    person_id: person.id,
    trace_seq: trace.seq,
    text,
    at: now,
  };
  if (known === undefined) context.stores.space.addReport(row);
  const kept = known ?? row;
  return fhir(known === undefined ? 201 : 200, reportOf(context, caller, kept), {
    location: `${fhirBase(context)}/Communication/${kept.uid}`,
    etag: 'W/"1"',
  });
}
