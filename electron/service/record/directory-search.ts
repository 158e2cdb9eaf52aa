import { splitWords, wordsBegin } from '../../../shared/identity/name-words.ts';
import { COUNT_DEFAULT, parsePaging } from '../../../shared/fhir/search-parameters.ts';
import type { PageLinks } from '../documents/page-links.ts';
import { nextLink, requested } from '../documents/search.ts';
import type { Answer } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parametersOf, single, systemAndValue } from '../http/input.ts';
import { invalid } from '../http/refusal.ts';
import type { Resource } from '../http/searchset.ts';
import { searchset } from '../http/searchset.ts';
import type { Organization, Professional } from '../storage/directory.ts';

/** What a criterion of the directory looks at. */
type Texts<T> = Readonly<Record<string, (row: T) => string>>;

const nameOf = ({ given, family }: Professional): string => `${given} ${family}`;

export const PROFESSIONAL_TEXTS: Texts<Professional> = {
  name: nameOf,
  family: ({ family }) => family,
  given: ({ given }) => given,
};

export const ORGANIZATION_TEXTS: Texts<Organization> = {
  name: ({ name }) => name,
  'address-city': ({ city, postal_code }) => `${city} ${postal_code}`,
};

/** The kind of structure (JDV_J02). */
export const ORGANIZATION_KINDS: Texts<Organization> = {
  type: ({ facility_type: kind }) => kind,
};

/** Somebody at one of his places. */
export interface Post {
  readonly professional: Professional;
  readonly place: Organization;
}

export const POST_TEXTS: Texts<Post> = {
  'practitioner.name': ({ professional }) => nameOf(professional),
  'practitioner.family': ({ professional }) => professional.family,
  'practitioner.given': ({ professional }) => professional.given,
  'organization.name': ({ place }) => place.name,
  'organization.address-city': ({ place }) => `${place.city} ${place.postal_code}`,
};

/** Names of the parameters that identify, and what of the directory a value of theirs finds. */
interface Identifying<T> {
  readonly identifiers: readonly string[];
  readonly system: string;
  readonly identified: (value: string) => readonly T[];
}

export interface DirectorySearch<T> extends Identifying<T> {
  readonly resourceType: 'Practitioner' | 'PractitionerRole' | 'Organization';
  readonly links: PageLinks;
  /** Another way to identify: roles are found by their structure too. */
  readonly otherwise?: Identifying<T>;
  readonly texts: Texts<T>;
  /** What narrows a search and asks for nobody by itself. */
  readonly narrowing?: Texts<T>;
  /** Everything, in the order in which it is answered. */
  readonly all: () => readonly T[];
  readonly resourceOf: (row: T) => Resource;
}

/**
 * A search of the directory: by identifier, or by the beginnings of words, accents and case aside, in the order
 * of names and page by page. One of the two is required: the directory is not given out as a whole.
 */
export function searchDirectory<T>(exchange: SignedInExchange, search: DirectorySearch<T>): Answer {
  const { resourceType, links, identifiers, texts, resourceOf } = search;
  const { query, lenient, page } = requested(exchange, resourceType, links);
  const parameters = parametersOf(
    query,
    lenient,
    new Set([
      ...identifiers,
      ...(search.otherwise?.identifiers ?? []),
      ...Object.keys({ ...texts, ...search.narrowing }),
      '_count',
    ]),
  );
  const count = countOf(parameters);
  const found =
    identifiedBy(search, parameters) ??
    (search.otherwise && identifiedBy(search.otherwise, parameters)) ??
    named(search, parameters);
  const from = page?.date ?? 0;
  const shown = found.slice(from, from + count);
  const end = from + shown.length;
  return searchset(exchange, {
    resources: shown.map(resourceOf),
    total: found.length,
    next:
      shown.length === 0 || end >= found.length
        ? undefined
        : nextLink(exchange, resourceType, links, { query, lenient, date: end, system: '', value: '' }),
  });
}

function countOf(parameters: ReadonlyMap<string, readonly string[]>): number {
  const text = single(parameters, '_count');
  const paging = text === undefined ? undefined : parsePaging('_count', text);
  if (paging?.ok === false) throw invalid('_count');
  return paging?.value.count ?? COUNT_DEFAULT;
}

/** undefined: no identifier is named. One of another system than the directory's finds nobody. */
function identifiedBy<T>(
  { identifiers, system, identified }: Identifying<T>,
  parameters: ReadonlyMap<string, readonly string[]>,
): readonly T[] | undefined {
  const name = identifiers.find((each) => parameters.has(each));
  const text = name === undefined ? undefined : single(parameters, name);
  if (name === undefined || text === undefined) return undefined;
  const identifier = systemAndValue(name, text);
  return identifier.system === system ? identified(identifier.value) : [];
}

function named<T>(
  { identifiers, texts, narrowing = {}, all }: DirectorySearch<T>,
  parameters: ReadonlyMap<string, readonly string[]>,
): readonly T[] {
  const testsOf = (of: Texts<T>) =>
    Object.entries(of).flatMap(([name, textOf]) => {
      const asked = single(parameters, name);
      if (asked === undefined) return [];
      const words = splitWords(asked);
      if (words.length === 0) throw invalid(name);
      return [(row: T): boolean => wordsBegin(textOf(row), words)];
    });
  const tests = testsOf(texts);
  if (tests.length === 0) throw invalid(identifiers[0] ?? 'identifier');
  const asked = [...tests, ...testsOf(narrowing)];
  return all().filter((row) => asked.every((test) => test(row)));
}
