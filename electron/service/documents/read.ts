import { decide } from '../../../shared/access/decide.ts';
import type { DocumentFacts } from '../../../shared/access/question.ts';
import type { ProfessionalCaller } from '../auth/caller.ts';
import type { Answer } from '../http/answer.ts';
import { FHIR_JSON, fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { hidden, refusal } from '../http/refusal.ts';
import { actorOf } from '../record/facts.ts';
import { rule, ruleForPatient, wouldBeRefused } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import type { TracedAction } from '../traces/entry.ts';
import { factsOf } from './record-index.ts';
import type { DocumentRow } from './store.ts';
import { sheetBytes, sheetFor, storesOf, traced, viewOf } from './view.ts';

/** `GET DocumentReference/{id}`. */
export function readDocument(exchange: SignedInExchange, entryId: string): Answer {
  const { row, record, warnings } = permittedRead(exchange, storesOf(exchange).documents.byEntryId(entryId));
  return fhirBytes(exchange, record, row, { ...warnings, etag: `W/"${row.version}"` });
}

/** `GET Binary/{id}` (TD3.2): the same decision as for its document. */
export function readBinary(exchange: SignedInExchange, binaryId: string): Answer {
  const { documents, contents } = storesOf(exchange);
  const { row, warnings } = permittedRead(exchange, documents.byBinaryId(binaryId));
  const { request } = exchange;
  const form = acceptedForm(request.headers.accept ?? '*/*', row.media_type);
  const headers = {
    ...warnings,
    etag: `"${row.sha1.toString('hex')}"`,
    vary: 'Accept',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  };
  if (request.headers['if-none-match'] === headers.etag) return { status: 304, headers, body: null };
  if (form === 'fhir') {
    const data = contents.read(row.id)?.toString('base64') ?? '';
    const resource = { resourceType: 'Binary', id: row.binary_id, contentType: row.media_type, data };
    return fhir(200, resource, headers);
  }
  const raw = { ...headers, 'content-type': row.media_type, 'accept-ranges': 'bytes' };
  const ifRange = request.headers['if-range'];
  const wanted = ifRange === undefined || ifRange === headers.etag ? request.headers.range : undefined;
  const range = rangeOf(wanted, row.size);
  if (range === 'unsatisfiable') {
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${row.size}` }, body: null };
  }
  if (range === null) return { status: 200, headers: raw, body: contents.read(row.id) ?? Buffer.alloc(0) };
  return {
    status: 206,
    headers: { ...raw, 'content-range': `bytes ${range.from}-${range.from + range.count - 1}/${row.size}` },
    body: contents.read(row.id, range) ?? Buffer.alloc(0),
  };
}

interface PermittedRead {
  readonly row: DocumentRow;
  readonly record: RecordRow;
  /** Header that tells what a reader is warned of (E16 of the wire). */
  readonly warnings: Readonly<Record<string, string>>;
}

/** @throws Refusal: an unknown document and a hidden one are refused alike */
function permittedRead(exchange: SignedInExchange, row: DocumentRow | undefined): PermittedRead {
  const { caller, context } = exchange;
  const record = row === undefined ? undefined : context.stores.records.byId(row.record_id);
  if (row === undefined || record === undefined) throw unknownDocument(exchange);
  const about = { document: factsOf(row), traced: traced(row) };
  if (caller.kind === 'patient') {
    if (record.id !== caller.record.id) throw unknownDocument(exchange);
    ruleForPatient(exchange, caller, { ...about, action: 'readDocument', as: 'read' });
    return { row, record, warnings: {} };
  }
  const { warnings } = rule(exchange, caller, { ...about, action: 'read', record, byIdentifier: true });
  return {
    row,
    record,
    warnings: warnings.length === 0 ? {} : { 'x-dmp-warning': warnings.join(', ') },
  };
}

/** What an unknown identifier is asked as: a document that is gone. */
const GONE: DocumentFacts = { status: 'deleted', authorId: '', confidentiality: [], version: 0 };

/**
 * How an identifier that was never given out is refused: it passes the tests that need no document first
 * (docs/rules.md 2). In a session for one patient these are about his record, else about who asks.
 *
 * @param as how it stands in the journal
 */
export function unknownDocument(exchange: SignedInExchange, as: TracedAction = 'read'): Error {
  const { caller, context } = exchange;
  exchange.attempt({ action: as });
  if (caller.kind === 'patient') {
    // Whoever may change nothing is told so, whatever he names: else what he is told would tell him something.
    const action = as === 'change' || as === 'correct' ? 'maskDocument' : 'readDocument';
    ruleForPatient(exchange, caller, { action, as, document: GONE });
    return hidden('NOT_FOUND');
  }
  const bound = caller.session.bound_to;
  const record = bound === null ? undefined : context.stores.records.byId(bound);
  if (record !== undefined) rule(exchange, caller, { action: 'read', record, document: GONE });
  takeAsLong(exchange, caller);
  return refusedByRole(exchange, caller);
}

/**
 * Decides on some document, and forgets the decision: without it, an identifier that nobody gave out would be
 * answered sooner than one that is hidden, and time would tell them apart (docs/rules.md 2, "Hidden").
 */
function takeAsLong(exchange: SignedInExchange, caller: ProfessionalCaller): void {
  const row = storesOf(exchange).documents.any();
  const record = row === undefined ? undefined : exchange.context.stores.records.byId(row.record_id);
  if (row !== undefined) wouldBeRefused(exchange, caller, { action: 'read', record, document: factsOf(row) });
}

/** The decision on a document that is gone, of a record where every right is given. */
function refusedByRole({ context, now }: SignedInExchange, caller: ProfessionalCaller): Error {
  const decision = decide(context.policy, {
    action: 'read',
    now,
    actor: actorOf(caller),
    record: { status: 'ACTIVE' },
    relation: { authorisation: 'VALID' },
    document: GONE,
  });
  return decision.effect === 'deny' && !decision.hidden ? refusal(decision.reason) : hidden('NOT_FOUND');
}

/** A sheet as an answer of its own. */
export function fhirBytes(
  exchange: SignedInExchange,
  record: RecordRow,
  row: DocumentRow,
  headers: Readonly<Record<string, string>>,
  status = 200,
): Answer {
  const view = viewOf(exchange, record);
  const document = view.indexed.byId.get(row.id);
  if (document === undefined) throw new Error('a document outside of its record');
  return {
    status,
    headers: { 'content-type': FHIR_JSON, ...headers },
    body: sheetBytes(exchange.context, sheetFor(exchange, view, document)),
  };
}

/** Raw bytes with the document's own media type, or a Binary resource, as the client asks. */
function acceptedForm(accept: string, mediaType: string): 'raw' | 'fhir' {
  const wanted = accept.split(',').map((item) => (item.split(';')[0] ?? '').trim().toLowerCase());
  const major = mediaType.split('/')[0] ?? '';
  if (wanted.some((type) => type === mediaType)) return 'raw';
  if (wanted.some((type) => type === 'application/fhir+json' || type === 'application/json')) return 'fhir';
  if (wanted.some((type) => type === '*/*' || type === '' || type === `${major}/*`)) return 'raw';
  throw refusal('INVALID', { status: 406 });
}

/** One range of bytes (RFC 9110 14.2); several of them, or another unit, are answered with everything. */
function rangeOf(
  header: string | undefined,
  size: number,
): { readonly from: number; readonly count: number } | 'unsatisfiable' | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  const from = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  return from >= size || end < from ? 'unsatisfiable' : { from, count: end - from + 1 };
}
