/** Which documents are opened to tell facts, and of how many at most. */
export type FactView = 'vital' | 'counter';

interface Wanted {
  readonly type: string;
  /** The latest of this type that are opened. */
  readonly latest: number;
}

/**
 * The types that tell most, first (JDV_J66). Those that a record holds few of are asked apart from those that it
 * may hold hundreds of, so that no synthesis is lost behind a page of blood tests.
 */
const WANTED: Readonly<
  Record<FactView, { readonly rare: readonly Wanted[]; readonly frequent: readonly Wanted[] }>
> = {
  vital: {
    rare: [
      { type: '74207-2', latest: 1 },
      { type: '60591-5', latest: 1 },
      { type: 'DOCPAT08', latest: 1 },
      { type: '101881-1', latest: 2 },
      { type: '80820-4', latest: 1 },
      { type: '34749-2', latest: 1 },
      { type: '89233-1', latest: 1 },
      { type: 'EXPPAT_3', latest: 1 },
      { type: 'EXPPAT_1', latest: 1 },
      { type: 'DOCPAT01', latest: 1 },
    ],
    frequent: [
      { type: '57833-6', latest: 2 },
      { type: '11490-0', latest: 1 },
      { type: '11488-4', latest: 1 },
      { type: '29274-8', latest: 1 },
      { type: '15507-7', latest: 1 },
      { type: '34112-3', latest: 1 },
    ],
  },
  counter: {
    rare: [
      { type: '60591-5', latest: 1 },
      { type: '60593-1', latest: 1 },
    ],
    frequent: [
      { type: '57833-6', latest: 1 },
      { type: '11502-2', latest: 2 },
    ],
  },
};

/** The types to ask for, each list by one question. */
export function wantedTypes(view: FactView): readonly (readonly string[])[] {
  const { rare, frequent } = WANTED[view];
  return [rare, frequent].map((wanted) => wanted.map(({ type }) => type));
}

/** Media types whose words can be read without a viewer. */
const READABLE = /^(?:text\/(?:xml|plain|rtf)|application\/(?:xml|rtf|hl7-(?:cda|v3)\+xml))/;

interface Listed {
  readonly type: { readonly code: string };
  readonly actDate: string;
  readonly mediaType: string;
  readonly size: number | null;
}

/** A longer one is no summary, and would hold the line up. */
const SIZE_MAX = 1_000_000;

export interface ChosenDocuments<T> {
  readonly opened: readonly T[];
  /** Of those wanted, how many cannot be read here. */
  readonly left: number;
  /** Of the same types, how many are older than those wanted. */
  readonly older: number;
}

/** The latest of each wanted type, those that tell most first, `max` at most. */
export function chooseDocuments<T extends Listed>(
  documents: readonly T[],
  view: FactView,
  max: number,
): ChosenDocuments<T> {
  const { rare, frequent } = WANTED[view];
  const latest = documents.toSorted((a, b) => b.actDate.localeCompare(a.actDate));
  const wanted = [...rare, ...frequent].flatMap(({ type, latest: count }) =>
    latest.filter((document) => document.type.code === type).slice(0, count),
  );
  const readable = wanted.filter(
    ({ mediaType, size }) => READABLE.test(mediaType) && (size === null || size <= SIZE_MAX),
  );
  const opened = readable.slice(0, max);
  const types = new Set([...rare, ...frequent].map(({ type }) => type));
  const ofThese = documents.filter(({ type }) => types.has(type.code)).length;
  return { opened, left: wanted.length - opened.length, older: ofThese - wanted.length };
}
