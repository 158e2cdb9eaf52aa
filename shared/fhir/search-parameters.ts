import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import type { Span } from './fhir-time.ts';
import { spanOf } from './fhir-time.ts';
import { canonicalSystem } from './systems.ts';

/** A search that cannot be understood; `parameter` is the name as the client wrote it. */
export interface SearchFault {
  readonly parameter: string;
}

/** What a token parameter asks for: `system|code`, `|code` (no system), or `code` under any system. */
export interface TokenQuery {
  readonly system: string | null | undefined;
  readonly code: string;
}

/** A coded value of a sheet, as the index knows it: canonical system or none, and code. */
export type Token = readonly [system: string | null, code: string];

/** Values of one parameter: any of them matches. A repeated parameter is several of these, all must match. */
export type AnyOf<Query> = readonly Query[];

export interface DateQuery {
  readonly prefix: 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb';
  readonly span: Span;
}

/** Splits on commas that are not escaped, and takes the escapes away (FHIR R4, search, "Escaping"). */
export function valuesOf(text: string): string[] {
  return text
    .split(/(?<!\\),/)
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

const unescape = (text: string): string => text.replace(/\\([,|$\\])/g, '$1');

/** `system|code`, both present: what names a patient. A bare value is a fault. */
export function parseIdentifier(text: string): { system: string; value: string } | undefined {
  const bar = text.search(/(?<!\\)\|/);
  const [system, value] = [text.slice(0, bar), text.slice(bar + 1)].map((part) => unescape(part.trim()));
  return bar < 1 || !system || !value ? undefined : { system, value };
}

export function parseTokens(text: string): AnyOf<TokenQuery> | undefined {
  const tokens = valuesOf(text).map((value) => {
    const bar = value.search(/(?<!\\)\|/);
    if (bar < 0) return { system: undefined, code: unescape(value) };
    const system = unescape(value.slice(0, bar));
    return { system: system === '' ? null : canonicalSystem(system), code: unescape(value.slice(bar + 1)) };
  });
  return tokens.length === 0 || tokens.some(({ code }) => code === '') ? undefined : tokens;
}

export function parseDates(text: string): AnyOf<DateQuery> | undefined {
  const queries: DateQuery[] = [];
  for (const value of valuesOf(text)) {
    const [, prefix = 'eq', date = ''] = /^(eq|ne|gt|lt|ge|le|sa|eb)?(.*)$/.exec(value) ?? [];
    // In a form, an unescaped + of an offset arrives as a space.
    const span = spanOf(date.replace(/ (?=\d\d:\d\d$)/, '+'));
    if (span === null) return undefined;
    queries.push({ prefix: prefix as DateQuery['prefix'], span });
  }
  return queries.length === 0 ? undefined : queries;
}

export function tokenMatches(query: AnyOf<TokenQuery>, tokens: readonly Token[]): boolean {
  return query.some(({ system: asked, code: askedCode }) =>
    tokens.some(([system, code]) => code === askedCode && (asked === undefined || asked === system)),
  );
}

/** Whether a span of a sheet (an instant, a day, an act from its start to its end) answers a date query. */
export function dateMatches(query: AnyOf<DateQuery>, value: Span): boolean {
  return query.some(({ prefix, span }) => {
    switch (prefix) {
      case 'eq':
        return span.from <= value.from && value.to <= span.to;
      case 'ne':
        return value.from < span.from || span.to < value.to;
      case 'gt':
        return value.to > span.to;
      case 'lt':
        return value.from < span.from;
      case 'ge':
        return value.to > span.from;
      case 'le':
        return value.from < span.to;
      case 'sa':
        return value.from >= span.to;
      case 'eb':
        return value.to <= span.from;
    }
  });
}

export const COUNT_DEFAULT = 50;
const COUNT_MAX = 200;

/** What every search here may carry beside its criteria. */
export interface Paging {
  readonly count: number;
  readonly newestFirst: boolean;
  readonly total: boolean;
}

/** Reads `_count`, `_sort`, `_total`; undefined for another parameter. */
export function parsePaging(name: string, value: string): Result<Partial<Paging>, SearchFault> | undefined {
  switch (name) {
    case '_count':
      return /^\d{1,9}$/.test(value)
        ? ok({ count: Math.min(Number(value), COUNT_MAX) })
        : err({ parameter: name });
    case '_sort':
      return value === 'date' || value === '-date'
        ? ok({ newestFirst: value === '-date' })
        : err({ parameter: name });
    case '_total':
      return ['none', 'estimate', 'accurate'].includes(value)
        ? ok({ total: value !== 'none' })
        : err({ parameter: name });
    default:
      return undefined;
  }
}

/** The patient whom a search must name. */
export type SearchedPatient =
  | { readonly by: 'identifier'; readonly system: string; readonly value: string }
  | { readonly by: 'id'; readonly id: string };

/** Reads `patient.identifier`, `patient:identifier` or `patient`; undefined for another parameter. */
export function parsePatient(name: string, value: string): Result<SearchedPatient, SearchFault> | undefined {
  if (name === 'patient.identifier' || name === 'patient:identifier') {
    const identifier = parseIdentifier(value);
    return identifier === undefined ? err({ parameter: name }) : ok({ by: 'identifier', ...identifier });
  }
  if (name !== 'patient') return undefined;
  const id = /^(?:Patient\/)?([A-Za-z0-9\-.]{1,64})$/.exec(value)?.[1];
  return id === undefined ? err({ parameter: name }) : ok({ by: 'id', id });
}
