import type { NameRole, PersonNames } from '../../shared/identity/name-words.ts';
import { nameWords } from '../../shared/identity/name-words.ts';
import type { Matched } from './findings.ts';
import type { Lexicon } from './lexicon.ts';
import type { WordSet } from './word-set.ts';
import { GRADE } from './word-set.ts';

export type Lexicons = Readonly<Record<NameRole, Lexicon>>;

/** What one typed word may stand for, as a family name and as a given name. */
export type Meaning = Readonly<Record<NameRole, WordSet>>;

/** A word of somebody's names, by its number. */
export interface BorneWord {
  readonly id: number;
  readonly role: NameRole;
}

/** The words of a person's names, as the lexicons number them. */
export function borneWords(names: PersonNames, lexicons: Lexicons): readonly BorneWord[] {
  return nameWords(names).flatMap(({ text, role, isMain }) => {
    const entry = lexicons[role].entriesOf(text).find((known) => known.isMain === isMain);
    return entry === undefined ? [] : [{ id: entry.id, role }];
  });
}

/**
 * Judges whether every typed word stands for one of somebody's words.
 *
 * @returns the sum of the grades of the best matches, or undefined when a word matches nothing
 */
export function gradeWords(words: readonly BorneWord[], meanings: readonly Meaning[]): number | undefined {
  let total = 0;
  for (const meaning of meanings) {
    let best: number | undefined;
    for (const { id, role } of words) {
      const grade = meaning[role].grade(id);
      if (grade !== undefined && (best === undefined || grade < best)) best = grade;
    }
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
