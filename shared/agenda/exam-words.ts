import { frenchDay } from '../identity/calendar.ts';
import type { RecommendedExams } from './recommended-exams.ts';
import { childExamsAt, recommendedTo } from './recommended-exams.ts';

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
  const forAge = recommendedTo(person, today, recommended).map(
    ({ code, name, fromYears, toYears, everyMonths, source }) => ({
      code,
      name,
      why: `De ${String(fromYears)} à ${String(toYears)} ans, ${intervalOf(everyMonths)}`,
      source: `${source} (${String(recommended.year)})`,
    }),
  );
  return [...ofChild(person.birthDate, today, recommended), ...forAge];
}

/** What a child's age asks for now, then what comes next, with its place among all of them. */
function ofChild(birthDate: string, today: string, recommended: RecommendedExams): ExamInWords[] {
  const { exams, source } = recommended.child;
  const { now, next } = childExamsAt(birthDate, today, recommended);
  const place = (code: string): string =>
    `examen ${String(exams.findIndex((exam) => exam.code === code) + 1)} sur ${String(exams.length)}`;
  const certified = (certificate: boolean): string => (certificate ? ', avec certificat de santé' : '');
  return [
    ...now.map(({ code, name, certificate }) => ({
      code,
      name,
      why: `À cet âge, ${place(code)}${certified(certificate)}`,
      source,
    })),
    ...(next === undefined
      ? []
      : [
          {
            code: next.code,
            name: next.name,
            why: `À venir, dès le ${frenchDay(next.day)}, ${place(next.code)}${certified(next.certificate)}`,
            source,
          },
        ]),
  ];
}

function intervalOf(months: number | null): string {
  if (months === null) return 'une fois';
  if (months === 12) return 'chaque année';
  return months % 12 === 0 ? `tous les ${String(months / 12)} ans` : `tous les ${String(months)} mois`;
}
