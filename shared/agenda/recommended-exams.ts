import { ageOn } from '../identity/age.ts';
import { isoDate, monthsAfter, parseIsoDate } from '../identity/calendar.ts';
import { z } from '../schema/zod.ts';

/** `resources/agenda/recommended-exams.json`: which examination is recommended to whom, by whom it is said. */
export const RecommendedExams = z.strictObject({
  year: z.int(),
  source: z.string(),
  /** The compulsory examinations of a child, in their order (CSP R.2132-1): ages in completed units, both included. */
  child: z.strictObject({
    year: z.int(),
    source: z.string(),
    exams: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        unit: z.enum(['days', 'months', 'years']),
        from: z.int().nonnegative(),
        to: z.int().nonnegative(),
        /** A certificate of health is made out (CSP R.2132-2). */
        certificate: z.boolean(),
      }),
    ),
  }),
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

type ChildExam = RecommendedExams['child']['exams'][number];

/** The compulsory examinations that a child's age asks for, and the next one with the day from which it does. */
export function childExamsAt(
  birthDate: string,
  today: string,
  { child }: RecommendedExams,
): { readonly now: readonly ChildExam[]; readonly next: (ChildExam & { readonly day: string }) | undefined } {
  const age = ageOn(birthDate, today);
  if (age === undefined) return { now: [], next: undefined };
  const next = child.exams.find(({ unit, from }) => age[unit] < from);
  return {
    now: child.exams.filter(({ unit, from, to }) => age[unit] >= from && age[unit] <= to),
    next: next === undefined ? undefined : { ...next, day: dayOf(birthDate, next) },
  };
}

function dayOf(birthDate: string, { unit, from }: Pick<ChildExam, 'unit' | 'from'>): string {
  if (unit !== 'days') return monthsAfter(birthDate, unit === 'years' ? from * 12 : from);
  const birth = parseIsoDate(birthDate);
  if (birth === undefined) return birthDate;
  // No clock and no zone: days are counted in UTC.
  const day = new Date(Date.UTC(birth.year, birth.month - 1, birth.day + from));
  return isoDate({ year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() });
}
