import type { AnyOf, DateQuery, Paging, TokenQuery } from '../../../shared/fhir/search-parameters.ts';
import {
  COUNT_DEFAULT,
  dateMatches,
  parseDates,
  parsePaging,
  parseTokens,
  tokenMatches,
} from '../../../shared/fhir/search-parameters.ts';
import { canonicalSystem } from '../../../shared/fhir/systems.ts';
import { CodeableConcept } from '../../../shared/fhir/datatypes.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { Page, PageLinks } from '../documents/page-links.ts';
import { nextLink, requested } from '../documents/search.ts';
import type { Answer } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parametersOf } from '../http/input.ts';
import { invalid } from '../http/refusal.ts';
import type { Resource } from '../http/searchset.ts';
import { searchset } from '../http/searchset.ts';
import type { SectionKind, SectionRow } from '../storage/sections.ts';
import { resourceOf, storedOf } from './entries.ts';

export type Parameters = ReadonlyMap<string, readonly string[]>;

const PATIENT = ['patient', 'patient.identifier', 'patient:identifier'] as const;
const PAGING = ['_count', '_sort', '_total'] as const;

/** How a kind of entry is searched. */
export interface Listing {
  readonly kind: SectionKind;
  readonly links: PageLinks;
  /** Name of the parameter that looks at the day. */
  readonly date: string;
  /** Parameters that look at coded elements, and the elements. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Parameters of its own, which `rows` reads. */
  readonly own?: readonly string[];
  /** Judges the search, and gives what its reader may read, newest first. */
  readonly rows: (parameters: Parameters) => readonly SectionRow[];
  readonly show?: (row: SectionRow) => Resource;
}

/** A search of a section: filters, total, order and pages are those of any other search (F3 to F5). */
export function list(exchange: SignedInExchange, listing: Listing): Answer {
  const { kind, links, date, tokens, own = [], rows, show = resourceOf } = listing;
  const { query, lenient, page } = requested(exchange, kind, links);
  const names = new Set([...PATIENT, ...PAGING, date, ...Object.keys(tokens), ...own]);
  const parameters = parametersOf(query, lenient, names);
  const paging = pagingOf(parameters);
  const filters = filtersOf(parameters, date, tokens);
  const found = rows(parameters).filter((row) => filters.every((answers) => answers(row)));
  const sorted = paging.newestFirst ? found : [...found].sort(oldestFirst);
  const rest = page === undefined ? sorted : sorted.filter((row) => follows(row, page, paging.newestFirst));
  const shown = rest.slice(0, paging.count);
  const last = rest.length > shown.length ? shown.at(-1) : undefined;
  return searchset(exchange, {
    resources: shown.map(show),
    total: paging.total ? found.length : null,
    next:
      last === undefined
        ? undefined
        : nextLink(exchange, kind, links, {
            query,
            lenient,
            date: last.dated_at,
            system: '',
            value: last.uid,
          }),
  });
}

function pagingOf(parameters: Parameters): Paging {
  let paging: Paging = { count: COUNT_DEFAULT, newestFirst: true, total: true };
  for (const name of PAGING) {
    for (const value of parameters.get(name) ?? []) {
      const read = parsePaging(name, value);
      if (read?.ok !== true) throw invalid(name);
      paging = { ...paging, ...read.value };
    }
  }
  return paging;
}

type Filter = (row: SectionRow) => boolean;

function filtersOf(
  parameters: Parameters,
  date: string,
  tokens: Readonly<Record<string, string>>,
): readonly Filter[] {
  const dates = (parameters.get(date) ?? []).map((value) => byDate(parsed(date, parseDates(value))));
  const coded = Object.entries(tokens).flatMap(([name, element]) =>
    (parameters.get(name) ?? []).map((value) => byToken(parsed(name, parseTokens(value)), element)),
  );
  return [...dates, ...coded];
}

function parsed<T>(name: string, query: T | undefined): T {
  if (query === undefined) throw invalid(name);
  return query;
}

const byDate =
  (query: AnyOf<DateQuery>): Filter =>
  ({ dated_at: at }) =>
    dateMatches(query, { from: at, to: at + 1 });

function byToken(query: AnyOf<TokenQuery>, element: string): Filter {
  return (row) => {
    const value = storedOf(row)[element];
    const coded = (Array.isArray(value) ? value : [value]).flatMap(tokensOf);
    return tokenMatches(query, coded);
  };
}

const Words = z.string();

/** The codes of an element: a concept, or a bare code. */
function tokensOf(value: unknown): readonly (readonly [string | null, string])[] {
  const code = Words.safeParse(value);
  if (code.success) return [[null, code.data]];
  const concept = CodeableConcept.safeParse(value);
  if (!concept.success) return [];
  return (concept.data.coding ?? []).flatMap(({ system, code: each }) =>
    each === undefined ? [] : [[system === undefined ? null : canonicalSystem(system), each] as const],
  );
}

const byUid = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const newestFirst = (a: SectionRow, b: SectionRow): number =>
  b.dated_at - a.dated_at || byUid(a.uid, b.uid);
const oldestFirst = (a: SectionRow, b: SectionRow): number => a.dated_at - b.dated_at || byUid(a.uid, b.uid);

function follows(row: SectionRow, { date, value }: Page, newest: boolean): boolean {
  const place = { ...row, dated_at: date, uid: value };
  return (newest ? newestFirst : oldestFirst)(row, place) > 0;
}
