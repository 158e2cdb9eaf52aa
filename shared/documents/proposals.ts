import { parseIsoDate } from '../identity/calendar.ts';
import { foldLetters } from '../identity/traits.ts';

/**
 * Phrases that speak for a type, by type code, the types most often deposited first
 * (`resources/terminologies/type-keywords.json`).
 */
export type TypeKeywords = Readonly<Record<string, readonly string[]>>;

type ProposalReason = 'declared' | 'name' | 'content' | 'usual';

export interface ProposedType {
  readonly code: string;
  readonly because: ProposalReason;
}

export interface ProposalEvidence {
  readonly fileName: string;
  /** What the file says, as far as it could be read; empty for a picture or a scan. */
  readonly text: string;
  /** Type that the document itself declares (header of a CDA). */
  readonly declared: string | null;
  /** Usual types of the profession (docs/rules.md 9). */
  readonly usual: readonly string[];
}

/** How much of a text is looked at: a document says what it is on its first page. */
const READ_CHARACTERS = 6000;
/** More proposals than this are no proposals. */
const MOST = 8;

/**
 * Proposes types, best first: the declared one, then those whose words stand in the name, then in the text
 * (the longest phrase is the most precise; among equals the usual types of the profession), then the usual
 * types. A proposal only: every other type stays reachable.
 */
export function proposeTypes(evidence: ProposalEvidence, keywords: TypeKeywords): ProposedType[] {
  const { fileName, text, declared, usual } = evidence;
  const proposals: ProposedType[] = [
    ...(declared === null ? [] : [{ code: declared, because: 'declared' as const }]),
    ...matches(fileName.replace(/\.[^.]*$/, ''), keywords, usual, 'name'),
    ...matches(text.slice(0, READ_CHARACTERS), keywords, usual, 'content'),
    ...mostDeposited(usual, keywords).map((code) => ({ code, because: 'usual' as const })),
  ];
  const seen = new Set<string>();
  return proposals.filter(({ code }) => !seen.has(code) && seen.add(code)).slice(0, MOST);
}

function mostDeposited(usual: readonly string[], keywords: TypeKeywords): string[] {
  const ranks = new Map(Object.keys(keywords).map((code, rank) => [code, rank]));
  const rank = (code: string) => ranks.get(code) ?? ranks.size;
  return usual.toSorted((a, b) => rank(a) - rank(b));
}

function matches(
  text: string,
  keywords: TypeKeywords,
  usual: readonly string[],
  because: 'name' | 'content',
): ProposedType[] {
  const words = ` ${foldWords(text)} `;
  return Object.entries(keywords)
    .map(([code, phrases]) => ({ code, length: longestMatch(words, phrases), rank: usual.indexOf(code) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length || rankOf(a.rank) - rankOf(b.rank))
    .map(({ code }) => ({ code, because }));
}

function longestMatch(words: string, phrases: readonly string[]): number {
  return Math.max(
    0,
    ...phrases.map(foldWords).map((phrase) => (contains(words, phrase) ? phrase.length : 0)),
  );
}

/** Whole words, an `s` or an `x` of the plural allowed at the end. */
function contains(words: string, phrase: string): boolean {
  return words.includes(` ${phrase} `) || words.includes(` ${phrase}s `) || words.includes(` ${phrase}x `);
}

/** Lower case, without accents, punctuation as spaces; CR as file names write it. */
function foldWords(text: string): string {
  return foldLetters(text)
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(^| )cr(?= )/g, '$1compte rendu')
    .trim();
}

function rankOf(index: number): number {
  return index < 0 ? Number.POSITIVE_INFINITY : index;
}

/**
 * A title out of a file name: no extension, no separators, no date, no number of a scanner.
 *
 * @returns the label given where nothing of the name is left
 */
export function proposeTitle(fileName: string, otherwise: string): string {
  const words = fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[_\s]+/g, ' ')
    .replace(DATE_IN_NAME, ' ')
    .replace(/(?<!\p{L})-|-(?!\p{L})/gu, ' ')
    .replace(/\b\d{4,}\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (
    words === '' ||
    /^(?:scan(?:ner|né)?|document|doc|image|img|numérisation|sans titre|fichier)[\s\d()]*$/iu.test(words)
  ) {
    return otherwise;
  }
  return (words.charAt(0).toLocaleUpperCase('fr') + words.slice(1)).slice(0, 255);
}

const DATE_IN_NAME =
  /(?<!\d)(?:((?:19|20)\d{2})[-._ ]?(\d{2})[-._ ]?(\d{2})|(\d{2})[-._ ]?(\d{2})[-._ ]?((?:19|20)\d{2}))(?!\d)/g;

/**
 * The day of the act as a file name says it (`2026-11-18`, `20261118`, `18-11-2026`, `18112026`).
 *
 * @param today `YYYY-MM-DD`: a later day is no act
 */
export function proposeActDate(fileName: string, today: string): string {
  for (const [, year, month, day, day2, month2, year2] of fileName.matchAll(DATE_IN_NAME)) {
    const date = `${year ?? year2 ?? ''}-${month ?? month2 ?? ''}-${day ?? day2 ?? ''}`;
    if (date >= '1900-01-01' && date <= today && parseIsoDate(date) !== undefined) return date;
  }
  return today;
}
