/**
 * How far a word of a name is from the word that was typed; less is better. Each grade outweighs all the
 * better ones that a query can hold, so that a sum of grades tells the worst of them.
 */
export const GRADE = { exact: 0, prefix: 1, sound: 16, typo: 256, far: 4096 } as const;
export type Grade = (typeof GRADE)[keyof typeof GRADE];

/** The words (by number) that a typed word may stand for. */
export interface WordSet {
  readonly size: number;
  /** How many patients bear one of them, counted once for each: what reading them all would cost. */
  readonly patients: number;
  /** Best first. */
  ids(): Iterable<number>;
  /** Undefined for a word outside the set. */
  grade(id: number): Grade | undefined;
}

export interface GradedWord {
  readonly id: number;
  readonly grade: Grade;
  readonly patients: number;
}

/** A set of single words, the best and most borne first. */
export function listedWords(words: readonly GradedWord[]): WordSet {
  const sorted = [...words].sort((a, b) => a.grade - b.grade || b.patients - a.patients);
  const grades = new Map(sorted.map(({ id, grade }) => [id, grade]));
  return {
    size: sorted.length,
    patients: sorted.reduce((sum, { patients }) => sum + patients, 0),
    ids: () => grades.keys(),
    grade: (id) => grades.get(id),
  };
}
