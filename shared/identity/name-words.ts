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
  /** What a person goes by: a whole family name or the first given name, not a part or a further one. */
  readonly isMain: boolean;
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

/** Whether each word asked for begins some word of the text, as one types the start of a name. */
export function wordsBegin(text: string, asked: readonly string[]): boolean {
  const words = splitWords(text);
  return asked.every((start) => words.some((word) => word.startsWith(start)));
}

/**
 * Every word under which a person may be looked for, once in each role: each name written together, as some
 * write LE GALL or Jean-Pierre, and its parts.
 */
export function nameWords(names: PersonNames): readonly NameWord[] {
  const families = [names.birthFamilyName, ...(names.usedFamilyName === null ? [] : [names.usedFamilyName])];
  const [first = '', ...further] = names.givenNames;
  return [...wordsOf('family', families, []), ...wordsOf('given', [first], further)];
}

function wordsOf(role: NameRole, main: readonly string[], further: readonly string[]): readonly NameWord[] {
  const split = main.map(splitWords);
  const mainWords = new Set(split.map((parts) => parts.join('')).filter((word) => word !== ''));
  const others = new Set([
    ...split.flat(),
    ...further.map(splitWords).flatMap((parts) => [parts.join(''), ...parts]),
  ]);
  return [
    ...[...mainWords].map((text) => ({ text, role, isMain: true })),
    ...[...others]
      .filter((text) => text !== '' && !mainWords.has(text))
      .map((text) => ({ text, role, isMain: false })),
  ].slice(0, MOST_WORDS);
}
