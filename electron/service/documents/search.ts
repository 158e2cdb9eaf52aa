import type { DocumentSearch } from '../../../shared/fhir/document-search.ts';
import { answersSearch, parseDocumentSearch } from '../../../shared/fhir/document-search.ts';
import type { SearchedPatient } from '../../../shared/fhir/search-parameters.ts';
import type { Answer } from '../http/answer.ts';
import { FHIR_JSON } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { invalid } from '../http/refusal.ts';
import { fhirBase } from '../context.ts';
import { rule } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import type { Page, PageLinks } from './page-links.ts';
import type { IndexedDocument, IndexedRecord } from './record-index.ts';
import { newestFirst, oldestFirst } from './record-index.ts';
import { answeredPieces, effectiveCodes, fhirStatus } from './sheet-text.ts';
import type { RecordView } from './view.ts';
import { baseBytes, openView, sheetFor, storesOf } from './view.ts';

/** `GET DocumentReference?…` (TD3.1): what the caller may read, and no trace of anything else. */
export function searchDocuments(exchange: SignedInExchange, links: PageLinks): Answer {
  const { query, lenient, page } = requested(exchange, 'DocumentReference', links);
  const parsed = parseDocumentSearch(new URLSearchParams(query), lenient);
  if (!parsed.ok) throw invalid(parsed.error.parameter.slice(0, 64));
  const search = parsed.value;
  const record = searchedRecord(exchange, search.patient);
  const view = openView(exchange, record, 'list');
  if (asksForMasked(search) && exchange.caller.kind === 'professional') {
    rule(exchange, exchange.caller, { action: 'filterMasked', record });
  }
  const found = findDocuments(exchange, view, search, page);
  const rest = page === undefined ? found : found.filter((document) => follows(document, page, search));
  const shown = rest.slice(0, search.count);
  const last = rest.length > shown.length ? shown.at(-1) : undefined;
  return bundleOf(exchange, view, shown, {
    total: search.total ? found.length : null,
    self: selfLink(exchange),
    next:
      last === undefined
        ? null
        : nextLink(exchange, 'DocumentReference', links, {
            query,
            lenient,
            date: last.facets.date.from,
            system: last.row.unique_system,
            value: last.row.unique_value,
          }),
  });
}

/** The query of a search, from its first page or from the link to another. */
export function requested(
  exchange: SignedInExchange,
  resourceType: string,
  links: PageLinks,
): { readonly query: string; readonly lenient: boolean; readonly page: Page | undefined } {
  const { request, caller, now } = exchange;
  const query = request.url.slice(request.url.indexOf('?') + 1 || request.url.length);
  const token = /^_page=([\w-]+)$/.exec(query)?.[1];
  if (token !== undefined) {
    const page = links.open(token, caller, now);
    if (page === undefined || !page.query.startsWith(`${resourceType}?`)) throw invalid('_page');
    return { query: page.query.slice(resourceType.length + 1), lenient: page.lenient, page };
  }
  const lenient = /(^|[,;\s])handling=lenient\b/.test(String(request.headers['prefer'] ?? ''));
  return { query: withoutFormat(query), lenient, page: undefined };
}

/** `_format` asks for JSON, which is all there is. */
function withoutFormat(query: string): string {
  return query
    .split('&')
    .filter((part) => !/^_format=(json|application(\/|%2F)(fhir(\+|%2B))?json)$/i.test(part))
    .join('&');
}

/** undefined: nobody has that identity. */
export function searchedRecord(exchange: SignedInExchange, patient: SearchedPatient): RecordRow | undefined {
  const { records } = exchange.context.stores;
  return patient.by === 'id' ? records.byUid(patient.id) : records.byIns(patient.system, patient.value);
}

/** The filter "masked" is the médecin traitant's: for others it would tell what there is to hide. */
function asksForMasked({ labels }: DocumentSearch): boolean {
  return labels.some((any) => any.some(({ code }) => code === 'MASQUE_PS'));
}

function findDocuments(
  exchange: SignedInExchange,
  view: RecordView,
  search: DocumentSearch,
  page: Page | undefined,
): readonly IndexedDocument[] {
  const { record, indexed } = view;
  const { policy } = exchange.context;
  const words = search.words.length === 0 ? null : storesOf(exchange).texts.find(record.id, search.words);
  const born = { birthDate: record.birth_date };
  const answers = ({ row, facets }: IndexedDocument): boolean =>
    (words === null || words.has(row.id)) &&
    answersSearch(search, facets, {
      status: fhirStatus(row.status),
      archived: row.archived === 1,
      confidentiality:
        search.labels.length === 0 ? [] : effectiveCodes(policy, born, row, exchange.now).effective,
    });
  // Who asks for no total is answered from the first ones: one more tells that there is another page.
  const enough = search.total || !search.newestFirst || page !== undefined ? Infinity : search.count + 1;
  const found: IndexedDocument[] = [];
  for (const document of candidates(indexed, search)) {
    if (found.length === enough) break;
    if (answers(document) && view.sees(document)) found.push(document);
  }
  return search.newestFirst ? found : found.sort(oldestFirst);
}

/** Documents among which an answer can be, newest first: those of the types asked for, where there are any. */
function candidates(
  { documents, ofType }: IndexedRecord,
  { tokens }: DocumentSearch,
): readonly IndexedDocument[] {
  const asked = tokens.find(({ parameter }) => parameter === 'type');
  if (asked === undefined) return documents;
  const codes = new Set(asked.any.map(({ code }) => code));
  const lists = [...codes].flatMap((code) => ofType(code));
  return [...new Set(lists)].sort(newestFirst);
}

function follows(document: IndexedDocument, page: Page, search: DocumentSearch): boolean {
  const { row, facets } = document;
  const order = search.newestFirst ? newestFirst : oldestFirst;
  const last: IndexedDocument = {
    ...document,
    row: { ...row, unique_system: page.system, unique_value: page.value },
    facets: { ...facets, date: { from: page.date, to: page.date } },
  };
  const same = row.unique_system === page.system && row.unique_value === page.value;
  return !same && order(document, last) > 0;
}

/** A searchset around sheets that are stored as text already: they are copied, not parsed. */
function bundleOf(
  exchange: SignedInExchange,
  view: RecordView,
  documents: readonly IndexedDocument[],
  { total, self, next }: { total: number | null; self: string; next: string | null },
): Answer {
  const links = [
    { relation: 'self', url: self },
    ...(next === null ? [] : [{ relation: 'next', url: next }]),
  ];
  const head = `{"resourceType":"Bundle","type":"searchset"${total === null ? '' : `,"total":${total}`},"link":${JSON.stringify(links)}`;
  const base = baseBytes(exchange.context);
  const pieces: Buffer[] = [Buffer.from(head, 'utf8')];
  documents.forEach((document, index) => {
    const opening = `${index === 0 ? ',"entry":[' : ','}{"fullUrl":"${fhirBase(exchange.context)}/DocumentReference/${document.row.entry_id}","resource":`;
    pieces.push(Buffer.from(opening, 'utf8'));
    pieces.push(...answeredPieces(sheetFor(exchange, view, document), base), MATCHED);
  });
  pieces.push(documents.length === 0 ? END : LIST_END);
  return { status: 200, headers: { 'content-type': FHIR_JSON }, body: Buffer.concat(pieces) };
}

const MATCHED = Buffer.from(',"search":{"mode":"match"}}');
const LIST_END = Buffer.from(']}');
const END = Buffer.from('}');

function selfLink({ context, request }: SignedInExchange): string {
  return `${context.address.url}${request.url}`;
}

/** The link to the next page, sealed for this caller and this query. */
export function nextLink(
  { context, caller, now }: SignedInExchange,
  resourceType: string,
  links: PageLinks,
  page: Page,
): string {
  const token = links.seal({ ...page, query: `${resourceType}?${page.query}` }, caller, now);
  return `${fhirBase(context)}/${resourceType}?_page=${token}`;
}
