import type { PatientHit } from '../../../shared/bridge/patients.ts';
import { localDay } from '../../../shared/identity/calendar.ts';
import {
  age,
  daysBetween,
  insGroups,
  mediumDate,
  sexLetter,
  sexWord,
  shortDate,
  timeOfDay,
} from '../../i18n/format.ts';
import { birthName, birthPlace, familyName, givenNames, initials } from '../../i18n/person.ts';
import { cx } from '../../ui/cx.ts';
import type { OptionList } from '../../ui/useOptionList.ts';
import type { HitGroup } from './groups.ts';
import { words } from './messages.ts';
import styles from './Patients.module.css';

export interface PatientResultsProps {
  readonly label: string;
  readonly groups: readonly HitGroup[];
  readonly options: OptionList;
  readonly today: string;
  /** Nothing here tells who they are to somebody who looks over the counter. */
  readonly isDiscreet?: boolean;
}

/** Patients with their five traits, one line each; the field above rules the list. */
export function PatientResults({ label, groups, options, today, isDiscreet = false }: PatientResultsProps) {
  return (
    <div className={styles.results}>
      <div className={cx(styles.columns, styles.heads)} aria-hidden="true">
        <span>{isDiscreet ? words.initials : words.name}</span>
        <span>{isDiscreet ? '' : words.sex}</span>
        <span>{isDiscreet ? words.age : words.birth}</span>
        <span>{isDiscreet ? '' : words.place}</span>
        <span>{isDiscreet ? '' : words.ins}</span>
        <span className={styles.end}>{words.lastSeen}</span>
      </div>
      <div {...options.listProps} aria-label={label} className={styles.list}>
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            {group.title === '' ? null : (
              <div className={styles.group} aria-hidden="true">
                {group.title}
              </div>
            )}
            {group.hits.map((hit, index) => (
              <HitLine
                key={hit.identity.ins.value}
                hit={hit}
                today={today}
                isDiscreet={isDiscreet}
                props={options.optionProps(group.start + index)}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

interface HitLineProps {
  readonly hit: PatientHit;
  readonly today: string;
  readonly isDiscreet: boolean;
  readonly props: ReturnType<OptionList['optionProps']>;
}

function HitLine({ hit: { identity, lastSeenAt, matched }, today, isDiscreet, props }: HitLineProps) {
  const [first, ...others] = givenNames(identity);
  const born = birthName(identity);
  if (isDiscreet) {
    return (
      <div {...props} className={cx(styles.columns, styles.hit)}>
        <span className={styles.name}>
          <strong>{initials(identity)}</strong>
        </span>
        <span />
        <span>{age(identity.birthDate, today)}</span>
        <span />
        <span />
        <span className={cx(styles.end, styles.rest)}>{hint(matched, lastSeenAt, today)}</span>
      </div>
    );
  }
  return (
    <div {...props} className={cx(styles.columns, styles.hit)}>
      <span className={styles.name}>
        <strong>
          {familyName(identity)} {first}
        </strong>{' '}
        <span className={styles.rest}>{[others.join(' '), born].filter(Boolean).join(', ')}</span>
      </span>
      <span aria-label={sexWord(identity.gender)} role="img">
        {sexLetter(identity.gender)}
      </span>
      <span>
        {shortDate(identity.birthDate)}{' '}
        <span className={styles.rest}>({age(identity.birthDate, today)})</span>
      </span>
      <span className={styles.place}>{birthPlace(identity)}</span>
      <span className={styles.ins}>{insGroups(identity.ins.value)}</span>
      <span className={cx(styles.end, styles.rest)}>{hint(matched, lastSeenAt, today)}</span>
    </div>
  );
}

const MATCHED: Readonly<Record<PatientHit['matched'], string | null>> = {
  recent: null,
  exact: null,
  prefix: null,
  sound: words.matchedSound,
  typo: words.matchedTypo,
  birthDate: words.matchedBirthDate,
  ins: words.matchedIns,
};

/** Why this patient is in the list when the words typed do not show it; else when he was last opened. */
function hint(matched: PatientHit['matched'], lastSeenAt: string | null, today: string): string {
  const met = MATCHED[matched];
  if (met !== null) return met;
  if (lastSeenAt === null) return words.never;
  return daysBetween(localDay(lastSeenAt), today) <= 1 ? timeOfDay(lastSeenAt) : mediumDate(lastSeenAt);
}
