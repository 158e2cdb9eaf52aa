/**
 * How far a word of a name is from the word that was typed; less is better. Each step outweighs all the
 * smaller ones that a query can hold, so that a sum of grades tells the worst of them. `further` is added
 * for a word that a person does not go by: a part of a family name, a second given name.
 */
export const GRADE = { exact: 0, further: 1, prefix: 16, sound: 256, typo: 4096, far: 65_536 } as const;

/** The words (by number) that a typed word may stand for. */
export interface WordSet {
  readonly size: number;
  /** How many patients bear one of them, counted once for each: what reading them all would cost. */
  readonly patients: number;
  /** Best first. */
  ids(): Iterable<number>;
  /** Undefined for a word outside the set. */
  grade(id: number): number | undefined;
}

export interface GradedWord {
  readonly id: number;
  readonly grade: number;
  readonly patients: number;
}

/** A set of single words, the best and most borne first. */
export function listedWords(words: readonly GradedWord[]): WordSet {
  const sorted = words.toSorted((a, b) => a.grade - b.grade || b.patients - a.patients);
  const grades = new Map(sorted.map(({ id, grade }) => [id, grade]));
  return {
    size: sorted.length,
    patients: sorted.reduce((sum, { patients }) => sum + patients, 0),
    ids: () => grades.keys(),
    grade: (id) => grades.get(id),
  };
}

/** The words of both sets; a word of both has its grade in the first. */
export function eitherOf(first: WordSet, second: WordSet): WordSet {
  return {
    size: first.size + second.size,
    patients: first.patients + second.patients,
    *ids() {
      yield* first.ids();
      for (const id of second.ids()) if (first.grade(id) === undefined) yield id;
    },
    grade: (id) => first.grade(id) ?? second.grade(id),
  };
}
