import type { NameRole, PersonNames } from '../../shared/identity/name-words.ts';
import { nameWords } from '../../shared/identity/name-words.ts';
import type { Lexicon } from './lexicon.ts';
import type { Matched } from './findings.ts';
import type { WordSet } from './word-set.ts';
import { GRADE } from './word-set.ts';

export type Lexicons = Readonly<Record<NameRole, Lexicon>>;

/** What one typed word may stand for, as a family name and as a given name. */
export type Meaning = Readonly<Record<NameRole, WordSet>>;

/**
 * Judges whether every typed word is a word of a person's names.
 *
 * @returns the sum of the grades of the best matches, or undefined when a word matches nothing
 */
export function gradeNames(
  names: PersonNames,
  meanings: readonly Meaning[],
  lexicons: Lexicons,
): number | undefined {
  if (meanings.length === 0) return 0;
  const words = nameWords(names).flatMap(({ text, role, isMain }) => {
    const entry = lexicons[role].entriesOf(text).find((known) => known.isMain === isMain);
    return entry === undefined ? [] : [{ id: entry.id, role }];
  });
  let total = 0;
  for (const meaning of meanings) {
    const best = words.reduce<number | undefined>((least, { id, role }) => {
      const grade = meaning[role].grade(id);
      return grade !== undefined && (least === undefined || grade < least) ? grade : least;
    }, undefined);
    if (best === undefined) return undefined;
    total += best;
  }
  return total;
}

/** Names the worst deviation in a sum of grades; a date that was met says more than an unfinished word. */
export function matchedBy(grades: number, withDate: boolean): Matched {
  if (grades >= GRADE.typo) return 'typo';
  if (grades >= GRADE.sound) return 'sound';
  if (withDate) return 'birthDate';
  return grades >= GRADE.prefix ? 'prefix' : 'exact';
}
