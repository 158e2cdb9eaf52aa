import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { words } from './messages.ts';

const FILTER_STATES = [
  'masked',
  'hiddenFromPatient',
  'hiddenFromRepresentatives',
  'archived',
  'superseded',
  'byPatient',
  'own',
] as const;
export type FilterState = (typeof FILTER_STATES)[number];

export const FACETS = ['class', 'type', 'author', 'state'] as const;
export type Facet = (typeof FACETS)[number];

/** What is chosen in each facet: values of one facet add up, facets narrow each other. */
export type Filters = Readonly<Record<Facet, ReadonlySet<string>>> & {
  readonly text: string;
  /** Documents that say the text, wherever it stands in them. */
  readonly saying: ReadonlySet<string>;
};

export const NO_FILTERS: Filters = {
  class: new Set(),
  type: new Set(),
  author: new Set(),
  state: new Set(),
  text: '',
  saying: new Set(),
};

const STATE_WORDS: Readonly<Record<FilterState, string>> = {
  masked: words.badgeMasked,
  hiddenFromPatient: words.badgeNotVisibleToPatient,
  hiddenFromRepresentatives: words.badgeNotVisibleToRepresentatives,
  archived: words.badgeArchived,
  superseded: words.badgeSuperseded,
  byPatient: words.badgeByPatient,
  own: words.stateOwn,
};

/** The states of a document, in the order in which they are shown. */
export function statesOf(document: DocumentSummary): readonly FilterState[] {
  const { confidentiality } = document;
  const states: Readonly<Record<FilterState, boolean>> = {
    masked: confidentiality.includes('MASQUE_PS'),
    hiddenFromPatient: confidentiality.includes('INVISIBLE_PATIENT'),
    hiddenFromRepresentatives: confidentiality.includes('INVISIBLE_REPRESENTANTS_LEGAUX'),
    archived: document.archived,
    superseded: document.status === 'superseded',
    byPatient: document.byPatient,
    own: document.own,
  };
  return FILTER_STATES.filter((state) => states[state]);
}

const authorKey = ({ author }: DocumentSummary): string => author.id ?? author.name;

const VALUES: Readonly<Record<Facet, (document: DocumentSummary) => readonly string[]>> = {
  class: (document) => [document.class.code],
  type: (document) => [document.type.code],
  author: (document) => [authorKey(document)],
  state: statesOf,
};

const fold = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

/** The documents that pass; `except` leaves one facet out, to count what its other choices would give. */
export function applyFilters(
  documents: readonly DocumentSummary[],
  filters: Filters,
  except?: Facet,
): readonly DocumentSummary[] {
  const tests = FACETS.filter((facet) => facet !== except && filters[facet].size > 0);
  const terms = fold(filters.text).split(/\s+/).filter(Boolean);
  if (tests.length === 0 && terms.length === 0) return documents;
  return documents.filter((document) => {
    if (!tests.every((facet) => VALUES[facet](document).some((value) => filters[facet].has(value))))
      return false;
    if (terms.length === 0 || filters.saying.has(document.uniqueId)) return true;
    const text = fold(
      [document.title, document.type.label, document.author.name, document.structure].join(' '),
    );
    return terms.every((term) => text.includes(term));
  });
}

export interface FacetChoice {
  readonly id: string;
  readonly label: string;
  readonly count: number;
}

/** The choices of a facet with how many documents each would show under the other filters, most first. */
export function facetChoices(
  documents: readonly DocumentSummary[],
  filters: Filters,
  facet: Facet,
): readonly FacetChoice[] {
  const labels = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const document of documents) {
    for (const value of VALUES[facet](document)) labels.set(value, labelOf(document, facet, value));
  }
  for (const document of applyFilters(documents, filters, facet)) {
    for (const value of VALUES[facet](document)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...labels]
    .map(([id, label]) => ({ id, label, count: counts.get(id) ?? 0 }))
    .toSorted((one, other) => other.count - one.count || one.label.localeCompare(other.label, 'fr'));
}

function labelOf(document: DocumentSummary, facet: Facet, value: string): string {
  switch (facet) {
    case 'class':
      return document.class.label;
    case 'type':
      return document.type.label;
    case 'author':
      return document.author.name;
    case 'state':
      return STATE_WORDS[FILTER_STATES.find((state) => state === value) ?? 'own'];
  }
}

/** One choice put in or taken out. */
export function toggle(filters: Filters, facet: Facet, value: string): Filters {
  const chosen = new Set(filters[facet]);
  if (!chosen.delete(value)) chosen.add(value);
  return { ...filters, [facet]: chosen };
}

export const isFiltering = (filters: Filters): boolean =>
  filters.text.trim() !== '' || FACETS.some((facet) => filters[facet].size > 0);
