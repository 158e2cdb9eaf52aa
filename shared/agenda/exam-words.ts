import type { RecommendedExams } from './recommended-exams.ts';
import { recommendedTo } from './recommended-exams.ts';

interface ExamInWords {
  readonly code: string;
  readonly name: string;
  readonly why: string;
  readonly source: string;
}

/** What is recommended to somebody, each with its reason in words and whoever says it. */
export function examsInWords(
  person: Parameters<typeof recommendedTo>[0],
  today: string,
  recommended: RecommendedExams,
): ExamInWords[] {
  return recommendedTo(person, today, recommended).map(
    ({ code, name, fromYears, toYears, everyMonths, source }) => ({
      code,
      name,
      why: `De ${String(fromYears)} à ${String(toYears)} ans, ${intervalOf(everyMonths)}`,
      source: `${source} (${String(recommended.year)})`,
    }),
  );
}

function intervalOf(months: number | null): string {
  if (months === null) return 'une fois';
  if (months === 12) return 'chaque année';
  return months % 12 === 0 ? `tous les ${String(months / 12)} ans` : `tous les ${String(months)} mois`;
}
