import type { PartialDate } from '../../shared/identity/birth-date.ts';
import { readBirthDates } from '../../shared/identity/birth-date.ts';
import { compactMatricule } from '../../shared/identity/ins.ts';
import { splitWords } from '../../shared/identity/name-words.ts';

/** One way to understand what was typed. */
export type QueryReading =
  | { readonly kind: 'names'; readonly words: readonly string[]; readonly dates: readonly PartialDate[] }
  | { readonly kind: 'ins'; readonly prefix: string };

/** The beginning of a NIR or NIA: sex, year, month, department (2A and 2B too), the rest. */
const INS_PREFIX = /^[123478](?:\d{2,5}|\d{4}(?:\d{2}|2[AB])\d{0,8})$/;
/** Bounds what a text pasted by mistake may cost. */
const MOST_WORDS = 8;

/** Reads what was typed in the search box in every way that makes sense, the likeliest first. */
export function readQuery(text: string): readonly QueryReading[] {
  const readings: QueryReading[] = readBirthDates(text).map(({ dates, rest }) => ({
    kind: 'names',
    words: wordsOf(rest),
    dates,
  }));
  const compact = compactMatricule(text);
  if (INS_PREFIX.test(compact)) readings.push({ kind: 'ins', prefix: compact });
  if (readings.length === 0) {
    const words = wordsOf(text);
    if (words.length > 0) readings.push({ kind: 'names', words, dates: [] });
  }
  return readings;
}

/** Beside a name, digits that are no date yet are the beginning of one. */
function wordsOf(text: string): readonly string[] {
  const words = [...new Set(splitWords(text))].slice(0, MOST_WORDS);
  const names = words.filter((word) => !/^\d+$/.test(word));
  return names.length > 0 ? names : words;
}

/** The words as typed, then with neighbours written together: `le gall` may be LEGALL. */
export function wordings(words: readonly string[]): readonly (readonly string[])[] {
  const variants: (readonly string[])[] = [words];
  for (let i = 0; i + 1 < words.length; i += 1) {
    variants.push([...words.slice(0, i), words.slice(i, i + 2).join(''), ...words.slice(i + 2)]);
  }
  return variants;
}
