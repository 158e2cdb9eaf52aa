import { CalendarClock, CircleAlert, CircleDot } from 'lucide-react';
import type { VaccinationNotebook } from '../../../shared/bridge/sections.ts';
import { shortDate } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { ageInWords } from './age.ts';
import { together } from './diseases.ts';
import { words } from './messages.ts';
import styles from './Vaccinations.module.css';

type Hint = VaccinationNotebook['hints'][number];

export interface HintsProps {
  readonly hints: readonly Hint[];
  readonly schedule: VaccinationNotebook['schedule'];
}

/** What the schedule suggests, why, and what it cannot know. */
export function Hints({ hints, schedule }: HintsProps) {
  return (
    <section className={styles.hints} aria-labelledby="vaccination-hints">
      <h2 id="vaccination-hints" className={styles.title}>
        {words.hints({ year: String(schedule.year) })}
      </h2>
      {hints.length === 0 ? (
        <p>{words.hintsNone}</p>
      ) : (
        <ul className={styles.hintList}>
          {together(hints).map(({ hint, labels }) => (
            <li key={hint.rule} className={styles.hint}>
              <HintBadge status={hint.status} />
              <strong>{labels.join(' · ')}</strong>
              <span className={styles.reason}>
                {reasonInWords(hint)}
                {hint.status === 'soon' ? `, ${words.from({ date: shortDate(hint.from) })}` : ''}
                {hint.compulsory ? ` (${words.compulsory})` : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.limits}>
        {words.hintsLimits} {schedule.source}.
      </p>
    </section>
  );
}

const SHAPES = {
  late: { word: words.late, Icon: CircleAlert, tone: 'accent' },
  due: { word: words.due, Icon: CircleDot, tone: 'info' },
  soon: { word: words.soon, Icon: CalendarClock, tone: 'neutral' },
} as const;

/** The state of a hint: a shape and a word, the colour besides. */
export function HintBadge({ status }: Pick<Hint, 'status'>) {
  const { word, Icon, tone } = SHAPES[status];
  return (
    <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {word}
    </Badge>
  );
}

function reasonInWords({ reason }: Hint): string {
  switch (reason.kind) {
    case 'dose':
      return words.reasonDose({
        expected: reason.expected,
        found: reason.found,
        age: ageInWords(reason.atMonths),
      });
    case 'booster':
      return words.reasonBooster({
        age: ageInWords(reason.atMonths),
        since: ageInWords(reason.sinceMonths),
      });
    case 'season':
      return words.reasonSeason({
        age: ageInWords(reason.fromMonths),
        since: shortDate(reason.since),
      });
  }
}
