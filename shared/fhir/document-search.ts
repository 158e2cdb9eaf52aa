import type { ConfidentialityCode } from '../access/vocabulary.ts';
import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import type {
  AnyOf,
  DateQuery,
  Paging,
  SearchFault,
  SearchedPatient,
  TokenQuery,
} from './search-parameters.ts';
import {
  COUNT_DEFAULT,
  dateMatches,
  parseDates,
  parsePaging,
  parsePatient,
  parseTokens,
  tokenMatches,
  valuesOf,
} from './search-parameters.ts';
import type { SheetFacets } from './sheet-facets.ts';

/** FHIR status of a sheet, as it is searched and answered. */
export type SheetStatus = 'current' | 'superseded' | 'entered-in-error';

const TOKEN_PARAMETERS = [
  'type',
  'category',
  'facility',
  'setting',
  'format',
  'event',
  'identifier',
] as const;
type TokenParameter = (typeof TOKEN_PARAMETERS)[number];
const DATE_PARAMETERS = ['date', 'period', 'period-start', 'period-end'] as const;
type DateParameter = (typeof DATE_PARAMETERS)[number];

/** A search of DocumentReference, read from its parameters. All criteria must hold. */
export interface DocumentSearch extends Paging {
  readonly patient: SearchedPatient;
  readonly statuses: ReadonlySet<string>;
  readonly tokens: readonly { readonly parameter: TokenParameter; readonly any: AnyOf<TokenQuery> }[];
  readonly dates: readonly { readonly parameter: DateParameter; readonly any: AnyOf<DateQuery> }[];
  readonly labels: readonly AnyOf<TokenQuery>[];
  readonly authors: readonly AnyOf<TokenQuery>[];
  readonly archived: boolean | null;
  /** Words to find in what the documents say. */
  readonly words: readonly string[];
}

/** State of a sheet that its facets do not hold, because it changes. */
export interface SearchedState {
  readonly status: SheetStatus;
  readonly archived: boolean;
  readonly confidentiality: readonly ConfidentialityCode[];
}

/**
 * Reads a search.
 *
 * @param lenient `Prefer: handling=lenient`: unknown parameters are passed over, the others are still judged
 */
export function parseDocumentSearch(
  parameters: Iterable<readonly [string, string]>,
  lenient: boolean,
): Result<DocumentSearch, SearchFault> {
  let patient: SearchedPatient | undefined;
  let paging: Paging = { count: COUNT_DEFAULT, newestFirst: true, total: true };
  let statuses: ReadonlySet<string> = new Set<SheetStatus>(['current']);
  let archived: boolean | null = null;
  const tokens: { parameter: TokenParameter; any: AnyOf<TokenQuery> }[] = [];
  const dates: { parameter: DateParameter; any: AnyOf<DateQuery> }[] = [];
  const labels: AnyOf<TokenQuery>[] = [];
  const authors: AnyOf<TokenQuery>[] = [];
  const words: string[] = [];

  for (const [name, value] of parameters) {
    const paged = parsePaging(name, value);
    const named = parsePatient(name, value);
    if (paged !== undefined) {
      if (!paged.ok) return paged;
      paging = { ...paging, ...paged.value };
    } else if (named !== undefined) {
      if (!named.ok) return named;
      // Two names of one patient could be two patients: only one is taken.
      if (patient !== undefined) return err({ parameter: name });
      patient = named.value;
    } else if (isOneOf(TOKEN_PARAMETERS, name)) {
      const any = parseTokens(value);
      if (any === undefined) return err({ parameter: name });
      tokens.push({ parameter: name, any });
    } else if (isOneOf(DATE_PARAMETERS, name)) {
      const any = parseDates(value);
      if (any === undefined) return err({ parameter: name });
      dates.push({ parameter: name, any });
    } else if (name === 'security-label' || isAuthor(name)) {
      const any = parseTokens(name === 'author' ? value.replace(/(^|,)Practitioner\//g, '$1') : value);
      if (any === undefined) return err({ parameter: name });
      (name === 'security-label' ? labels : authors).push(any);
    } else if (name === 'status') {
      const any = parseTokens(value);
      if (any === undefined) return err({ parameter: name });
      statuses = new Set(any.map(({ code }) => code));
    } else if (name === 'isArchived') {
      if (value !== 'true' && value !== 'false') return err({ parameter: name });
      archived = value === 'true';
    } else if (name === '_content') {
      const found = valuesOf(value).flatMap((text) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
      if (found.length === 0) return err({ parameter: name });
      words.push(...found);
    } else if (!lenient) {
      return err({ parameter: name });
    }
  }
  if (patient === undefined) return err({ parameter: 'patient.identifier' });
  return ok({ ...paging, patient, statuses, archived, tokens, dates, labels, authors, words });
}

const isAuthor = (name: string): boolean =>
  name === 'author' || name === 'author.identifier' || name === 'author:identifier';

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return names.some((candidate) => candidate === name);
}

/** Whether a sheet answers the criteria; the words are looked for in the text index, not here. */
export function answersSearch(search: DocumentSearch, facets: SheetFacets, state: SearchedState): boolean {
  return (
    search.statuses.has(state.status) &&
    (search.archived === null || search.archived === state.archived) &&
    search.tokens.every(({ parameter, any }) => tokenMatches(any, facets[parameter])) &&
    search.authors.every((any) => tokenMatches(any, facets.author)) &&
    search.labels.every((any) =>
      any.some(({ code }) => state.confidentiality.some((held) => held === code)),
    ) &&
    search.dates.every(({ parameter, any }) => {
      const span = facets[parameter];
      return span !== null && dateMatches(any, span);
    })
  );
}
