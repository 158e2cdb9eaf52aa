import { answersSetSearch, parseSetSearch } from '../../../shared/fhir/set-search.ts';
import type { AnsweredSet } from '../../../shared/fhir/submission-set.ts';
import { answeredSet } from '../../../shared/fhir/submission-set.ts';
import { z } from '../../../shared/schema/zod.ts';
import { iso } from '../clock.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { hidden, invalid } from '../http/refusal.ts';
import { searchset } from '../http/searchset.ts';
import type { PageLinks } from './page-links.ts';
import { unknownDocument } from './read.ts';
import { nextLink, requested, searchedRecord } from './search.ts';
import type { IndexedDocument } from './record-index.ts';
import type { SetRow } from './set-store.ts';
import type { RecordView } from './view.ts';
import { openView, storesOf } from './view.ts';

/** A set, with what of it the caller may read. */
interface VisibleSet {
  readonly set: SetRow;
  readonly resource: AnsweredSet;
}

/** `GET List?…code=submissionset`: "since I last looked" goes by these. */
export function searchSets(exchange: SignedInExchange, links: PageLinks): Answer {
  const { query, lenient, page } = requested(exchange, 'List', links);
  const parsed = parseSetSearch(new URLSearchParams(query), lenient);
  if (!parsed.ok) throw invalid(parsed.error.parameter.slice(0, 64));
  const search = parsed.value;
  const view = openView(exchange, searchedRecord(exchange, search.patient), 'readSubmissionSets');
  const readable = readableBySet(view);
  const found = storesOf(exchange)
    .sets.ofRecord(view.record.id)
    .filter((set) => answersSetSearch(search, { datedAt: set.dated_at, submittedAt: set.submitted_at }))
    .flatMap((set) => visible(set, readable.get(set.id)) ?? []);
  if (!search.newestFirst)
    found.sort((a, b) => a.set.dated_at - b.set.dated_at || compare(a.set.uid, b.set.uid));
  const direction = search.newestFirst ? -1 : 1;
  const rest =
    page === undefined
      ? found
      : found.filter(({ set }) => {
          const order = (set.dated_at - page.date) * direction;
          return order > 0 || (order === 0 && compare(set.uid, page.value) > 0);
        });
  const shown = rest.slice(0, search.count);
  const last = rest.length > shown.length ? shown.at(-1)?.set : undefined;
  return searchset(exchange, {
    resources: shown.map(({ resource }) => resource),
    total: search.total ? found.length : null,
    next:
      last === undefined
        ? undefined
        : nextLink(exchange, 'List', links, {
            query,
            lenient,
            date: last.dated_at,
            system: '',
            value: last.uid,
          }),
  });
}

/** `GET List/{id}`: for whoever reads one of its documents (K10 of the wire). */
export function readSet(exchange: SignedInExchange, uid: string): Answer {
  const set = storesOf(exchange).sets.byUid(uid);
  const record = set === undefined ? undefined : exchange.context.stores.records.byId(set.record_id);
  const { caller } = exchange;
  if (set === undefined || record === undefined) throw unknownDocument(exchange, 'readSubmissionSets');
  if (caller.kind === 'patient' && caller.record.id !== record.id)
    throw unknownDocument(exchange, 'readSubmissionSets');
  const view = openView(exchange, record, 'readSubmissionSets', true);
  // Only its own documents are asked about: a hidden set in a long record takes no longer than none.
  const own = view.indexed.documents.filter(
    (document) => document.row.set_id === set.id && view.sees(document),
  );
  const found = visible(set, own.length === 0 ? undefined : own);
  if (found === undefined) throw hidden('NOT_FOUND');
  return fhir(200, found.resource, { etag: 'W/"1"' });
}

/** What the caller may read of each set, by the set's row. */
function readableBySet(view: RecordView): ReadonlyMap<number, readonly IndexedDocument[]> {
  return Map.groupBy(
    view.indexed.documents.filter((document) => view.sees(document)),
    ({ row }) => row.set_id,
  );
}

/** undefined: none of its documents may be read, and so there is no such set. */
function visible(set: SetRow, documents: readonly IndexedDocument[] | undefined): VisibleSet | undefined {
  if (documents === undefined) return undefined;
  const entries = documents.map(({ row }) => ({
    id: row.entry_id,
    uniqueId: { system: row.unique_system, value: row.unique_value },
  }));
  const stored = z.record(z.string(), z.unknown()).parse(JSON.parse(set.stored));
  return { set, resource: answeredSet(stored, { id: set.uid, lastUpdated: iso(set.submitted_at) }, entries) };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
