import { ageOn } from '../identity/age.ts';
import { z } from '../schema/zod.ts';

/** `resources/agenda/recommended-exams.json`: which examination is recommended to whom, by whom it is said. */
export const RecommendedExams = z.strictObject({
  year: z.int(),
  source: z.string(),
  exams: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      /** null: to everybody. */
      gender: z.enum(['female', 'male']).nullable(),
      /** Ages in whole years, both included. */
      fromYears: z.int().nonnegative(),
      toYears: z.int().nonnegative(),
      /** null: once between these ages. */
      everyMonths: z.int().positive().nullable(),
      source: z.string(),
    }),
  ),
});
export type RecommendedExams = z.infer<typeof RecommendedExams>;

interface Person {
  readonly birthDate: string;
  readonly gender: 'female' | 'male' | 'unknown';
}

/**
 * What is recommended at somebody's age, whatever was done already: nobody here knows that. Who has no sex in his
 * INS is told what is recommended to either.
 *
 * @param today `YYYY-MM-DD`
 */
export function recommendedTo(
  { birthDate, gender }: Person,
  today: string,
  { exams }: RecommendedExams,
): RecommendedExams['exams'] {
  const years = ageOn(birthDate, today)?.years;
  if (years === undefined) return [];
  return exams.filter(
    (exam) =>
      years >= exam.fromYears &&
      years <= exam.toYears &&
      (exam.gender === null || gender === 'unknown' || exam.gender === gender),
  );
}
