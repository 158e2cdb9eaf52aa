import { CircleAlert, CircleCheck, OctagonX } from 'lucide-react';
import { healthOf, type Finding, type Health } from '../../shared/doctor/findings.ts';
import { HEALTH_NAMES, PART_NAMES, wordsOf } from '../../shared/doctor/wording.ts';
import { french } from '../i18n/text.ts';
import { Badge } from './Badge.tsx';
import styles from './FindingList.module.css';

const ORDER: readonly Health[] = ['faulty', 'weak', 'sound'];

const worstFirst = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => ORDER.indexOf(healthOf(a)) - ORDER.indexOf(healthOf(b)));

const ICONS: Readonly<Record<Health, typeof CircleCheck>> = {
  sound: CircleCheck,
  weak: CircleAlert,
  faulty: OctagonX,
};
const TONES = { sound: 'good', weak: 'info', faulty: 'danger' } as const;

export interface FindingListProps {
  readonly findings: readonly Finding[];
}

/** What an examination found, the worst first, each with what to do about it. */
export function FindingList({ findings }: FindingListProps) {
  return (
    <ul className={styles.findings}>
      {worstFirst(findings).map((finding) => (
        <FindingLine key={finding.part} finding={finding} />
      ))}
    </ul>
  );
}

function FindingLine({ finding }: { readonly finding: Finding }) {
  const health = healthOf(finding);
  const { sentence, repair } = wordsOf(finding);
  const Icon = ICONS[health];
  return (
    <li className={styles.finding}>
      <span className={styles.part}>{PART_NAMES[finding.part]}</span>
      <div>
        <p>{french(sentence)}</p>
        {repair === null ? null : <p className={styles.repair}>{french(repair)}</p>}
      </div>
      <Badge tone={TONES[health]} icon={<Icon size={14} aria-hidden />}>
        {HEALTH_NAMES[health]}
      </Badge>
    </li>
  );
}
