import type { FastifyInstance } from 'fastify';
import { Parameters } from '../../../shared/fhir/parameters.ts';
import type { AuditEvent } from '../../../shared/fhir/audit-event.ts';
import type { Paging } from '../../../shared/fhir/search-parameters.ts';
import { COUNT_DEFAULT, parsePaging } from '../../../shared/fhir/search-parameters.ts';
import type { ServiceContext } from '../context.ts';
import type { PageLinks } from '../documents/page-links.ts';
import { pageLinks } from '../documents/page-links.ts';
import { nextLink, requested } from '../documents/search.ts';
import type { Answer } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { answering, answeringPrepared } from '../http/exchange.ts';
import { parametersOf, parseBody } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { searchset } from '../http/searchset.ts';
import { namedPatient } from '../record/named-patient.ts';
import { rule, ruleForPatient, wouldPermit } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import type { TraceRow } from '../storage/traces.ts';
import type { TraceEntry } from './entry.ts';
import { readEntry } from './entry.ts';
import { TRACE_CRITERIA, traceFilter } from './filters.ts';
import { answerConsistency, answerHead, witnessPost } from './head.ts';
import { reportHandover } from './handover.ts';
import { reportOpening } from './offline.ts';
import { answerProof } from './proof.ts';
import type { View } from './views.ts';
import { patientView, professionalView } from './views.ts';

const PARAMETERS = new Set([
  'patient',
  'patient.identifier',
  'patient:identifier',
  ...TRACE_CRITERIA,
  '_count',
  '_sort',
  '_total',
]);

/** The journal, as each of its readers may see it, and its signed head. */
export function registerTraceRoutes(app: FastifyInstance, context: ServiceContext): void {
  const links = pageLinks();
  app.get(
    '/fhir/AuditEvent',
    answering(context, 'readTraces', (exchange) => searchTraces(exchange, links, 'AuditEvent')),
  );
  app.get(
    '/fhir/AuditEvent/$export',
    answering(context, 'readTraces', (exchange) => searchTraces(exchange, links, EXPORT)),
  );
  app.get('/fhir/AuditEvent/$head', answering(context, 'readHead', answerHead));
  app.get('/fhir/AuditEvent/$consistency', answering(context, 'readHead', answerConsistency));
  app.get(
    '/fhir/AuditEvent/$proof',
    answering(context, 'readTraces', (exchange) =>
      answerProof(exchange, (record) => viewOf(exchange, record, { proof: 'true' })),
    ),
  );
  app.post(
    '/fhir/AuditEvent/$witness',
    answeringPrepared(
      context,
      'witnessHead',
      (request) => parseBody(request, Parameters),
      (exchange, body) => witnessPost(exchange, body),
    ),
  );
  app.post(
    '/fhir/AuditEvent/$report-opening',
    answeringPrepared(
      context,
      'readOffline',
      (request) => parseBody(request, Parameters),
      (exchange, body) => reportOpening(exchange, body),
    ),
  );
  app.post(
    '/fhir/AuditEvent/$report-handover',
    answeringPrepared(
      context,
      'handOver',
      (request) => parseBody(request, Parameters),
      (exchange, body) => reportHandover(exchange, body),
    ),
  );
}

/** The same search, taken out of the service: its trace says so. */
const EXPORT = 'AuditEvent/$export';
/** Entries in a page of an export; some hundreds of bytes each. */
const EXPORT_COUNT = 5_000;

/** Reading the traces is itself traced (G5 of the wire); the trace of this search comes after its answer. */
function searchTraces(
  exchange: SignedInExchange,
  links: PageLinks,
  path: 'AuditEvent' | typeof EXPORT,
): Answer {
  const { query, lenient, page } = requested(exchange, path, links);
  const parameters = parametersOf(query, lenient, PARAMETERS);
  const asked = pagingOf(parameters);
  const paging = path === EXPORT ? { ...asked, count: EXPORT_COUNT } : asked;
  const filter = traceFilter(parameters);
  const record = namedPatient(exchange, parameters);
  const view = viewOf(exchange, record, path === EXPORT ? { export: 'true' } : undefined);
  const { rows, total } = select(exchange, view, record?.id ?? 0, filter);
  const ordered = paging.newestFirst ? rows : [...rows].reverse();
  const shown: AuditEvent[] = [];
  let last: TraceRow | undefined;
  let more = false;
  for (const row of ordered) {
    if (page !== undefined && (paging.newestFirst ? row.seq >= page.date : row.seq <= page.date)) continue;
    if (shown.length === paging.count) {
      more = true;
      break;
    }
    shown.push(view.show(row));
    last = row;
  }
  const next = more && last !== undefined ? { query, lenient, date: last.seq, system: '', value: '' } : null;
  return searchset(exchange, {
    resources: shown,
    total: paging.total ? total : null,
    next: next === null ? undefined : nextLink(exchange, path, links, next),
  });
}

function pagingOf(parameters: ReadonlyMap<string, readonly string[]>): Paging {
  let paging: Paging = { count: COUNT_DEFAULT, newestFirst: true, total: true };
  for (const [name, values] of parameters) {
    for (const value of values) {
      const part = parsePaging(name, value);
      if (part === undefined) continue;
      if (!part.ok) throw invalid(name);
      paging = { ...paging, ...part.value };
    }
  }
  return paging;
}

/** @throws Refusal where the caller reads no traces at all */
function viewOf(
  exchange: SignedInExchange,
  record: RecordRow | undefined,
  detail: Readonly<Record<string, string>> | undefined,
): View {
  const { caller } = exchange;
  if (caller.kind === 'patient') {
    if (record?.id !== caller.record.id) throw refusal('RECORD_NONEXISTENT');
    ruleForPatient(exchange, caller, { action: 'readTraces', as: 'readTraces', detail });
    return patientView(exchange, caller);
  }
  const all = wouldPermit(exchange, caller, { action: 'readAllTraces', record });
  rule(exchange, caller, { action: all ? 'readAllTraces' : 'readOwnTraces', record, detail });
  if (record === undefined) throw refusal('RECORD_NONEXISTENT');
  return professionalView(exchange, caller, record, all);
}

/** The rows that a search answers, newest first, and how many they are. */
function select(
  { context }: SignedInExchange,
  view: View,
  recordId: number,
  filter: ((entry: TraceEntry) => boolean) | undefined,
): { readonly rows: Iterable<TraceRow>; readonly total: number } {
  const { traces } = context.stores;
  if (!view.selective && filter === undefined) {
    return { rows: traces.ofRecord(recordId, view.selection), total: traces.count(recordId, view.selection) };
  }
  const rows: TraceRow[] = [];
  for (const row of traces.ofRecord(recordId, view.selection)) {
    if (filter?.(readEntry(row.entry)) !== false && view.sees(row)) rows.push(row);
  }
  return { rows, total: rows.length };
}
