import { CircleDashed, EyeOff } from 'lucide-react';
import { absenceWords, TOPIC_NAMES } from '../../../shared/clinical/fact-words.ts';
import type { ClinicalFact, FactLine, PlaceReadings } from '../../../shared/clinical/vital-facts.ts';
import styles from './Facts.module.css';
import { gapWords, sourceWords } from './fact-words.ts';
import { words } from './messages.ts';

export interface FactCellProps {
  readonly line: FactLine;
  readonly readings: PlaceReadings;
  /** Facts shown; null: all. */
  readonly max: number | null;
}

/** One topic: its facts in their authors' words, or why there is nothing to show. */
export function FactCell({ line, readings, max }: FactCellProps) {
  const { topic, facts, outcome } = line;
  const shown = max === null ? facts : facts.slice(0, max);
  const more = facts.length - shown.length;
  return (
    <div className={styles.cell} data-topic={topic} data-outcome={outcome}>
      <dt className={styles.topic}>{TOPIC_NAMES[topic]}</dt>
      {shown.map((fact) => (
        <Told key={`${fact.text} ${fact.place} ${fact.document?.uniqueId ?? ''}`} fact={fact} />
      ))}
      {more === 0 ? null : <dd className={styles.more}>{words.more({ count: more })}</dd>}
      {outcome === 'found' ? null : <Absence line={line} readings={readings} isWhole={max === null} />}
    </div>
  );
}

function Told({ fact }: { readonly fact: ClinicalFact }) {
  return (
    <dd className={styles.fact}>
      <span className={styles.text}>
        <strong>{fact.text}</strong>
        {fact.detail === null ? null : <span className={styles.detail}> {fact.detail}</span>}
      </span>
      <span className={styles.source}>{sourceWords(fact)}</span>
    </dd>
  );
}

function Absence({
  line,
  readings,
  isWhole,
}: {
  readonly line: FactLine;
  readonly readings: PlaceReadings;
  readonly isWhole: boolean;
}) {
  const { outcome, unread } = line;
  const Icon = outcome === 'notReadable' ? EyeOff : CircleDashed;
  const gaps = isWhole || outcome === 'notReadable' ? gapWords(unread, readings) : [];
  return (
    <dd className={styles.absence}>
      <span className={styles.absenceWord}>
        {outcome === 'pending' ? null : <Icon size={14} aria-hidden />}
        {absenceWords(line)}
      </span>
      {gaps.map((gap) => (
        <span key={gap} className={styles.source}>
          {gap}
        </span>
      ))}
    </dd>
  );
}
