import { CalendarHeart } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RecommendedExam } from '../../shared/bridge/agenda.ts';
import { messages } from '../i18n/text.ts';
import styles from './ExamLines.module.css';

const words = messages({
  title: 'Examens recommandés à cet âge',
  note: 'Repères d’après l’âge et le sexe seulement : ce qui a déjà été fait n’est pas connu ici.',
  none: 'Aucun examen n’est recommandé à cet âge.',
});

export interface ExamLinesProps {
  readonly exams: readonly RecommendedExam[];
  /** What may be done with one. */
  readonly renderAct?: (exam: RecommendedExam) => ReactNode;
}

/** What is recommended at somebody's age, by whom, and why. */
export function ExamLines({ exams, renderAct }: ExamLinesProps) {
  return (
    <section className={styles.exams} aria-label={words.title}>
      <h2 className={styles.title}>{words.title}</h2>
      <p className={styles.note}>{exams.length === 0 ? words.none : words.note}</p>
      {exams.length === 0 ? null : (
        <ul className={styles.list} aria-label={words.title}>
          {exams.map((exam) => (
            <li key={exam.code} className={styles.line}>
              <CalendarHeart size={16} aria-hidden />
              <span className={styles.words}>
                <span>{exam.name}</span>
                <span className={styles.note}>
                  {exam.why}. {exam.source}
                </span>
              </span>
              {renderAct?.(exam)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
