import { foldLetters } from './traits.ts';

/** The names of a person, as far as they can be searched. */
export interface PersonNames {
  readonly birthFamilyName: string;
  readonly usedFamilyName: string | null;
  readonly givenNames: readonly string[];
}

export type NameRole = 'family' | 'given';

export interface NameWord {
  readonly text: string;
  readonly role: NameRole;
}

/** More words than real names have; bounds what one row of a damaged list may cost. */
const MOST_WORDS = 16;

/** The words of one name or of a query: folded, without marks, cut wherever no letter or digit stands. */
export function splitWords(text: string): readonly string[] {
  return foldLetters(text)
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/**
 * Every word under which a person may be looked for, once in each role: the parts of each name, the parts
 * written together, and the first two given names written together (INS lists often lose the hyphen of
 * Jean-Pierre).
 */
export function nameWords(names: PersonNames): readonly NameWord[] {
  const given = names.givenNames.map(splitWords);
  const family = [splitWords(names.birthFamilyName), splitWords(names.usedFamilyName ?? '')];
  return [
    ...wordsOf(family).map((text): NameWord => ({ text, role: 'family' })),
    ...wordsOf([...given, given.slice(0, 2).flat()]).map((text): NameWord => ({ text, role: 'given' })),
  ];
}

function wordsOf(names: readonly (readonly string[])[]): readonly string[] {
  const words = names.flatMap((parts) => [...parts, parts.join('')]).filter((word) => word !== '');
  return [...new Set(words)].slice(0, MOST_WORDS);
}
