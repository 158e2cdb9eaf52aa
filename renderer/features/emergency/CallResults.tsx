import { Globe } from 'lucide-react';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { PatientHit } from '../../../shared/bridge/patients.ts';
import { age, insGroups, sexLetter, sexWord, shortDate } from '../../i18n/format.ts';
import { birthName, birthPlace, familyName, givenNames } from '../../i18n/person.ts';
import { cx } from '../../ui/cx.ts';
import type { OptionList } from '../../ui/useOptionList.ts';
import type { WholeTraits } from './call-store.ts';
import styles from './Calls.module.css';
import { tellingTraits, type Telling } from './homonyms.ts';
import { words } from './messages.ts';

export interface CallResultsProps {
  readonly hits: readonly PatientHit[];
  /** Whole traits, or a whole INS, with which the national service can be asked. */
  readonly national: WholeTraits | InsRef | null;
  readonly isAsked: boolean;
  readonly today: string;
  readonly options: OptionList;
}

/** Who it may be, the likeliest first; what tells homonyms apart stands out. The nation comes last. */
export function CallResults({ hits, national, isAsked, today, options }: CallResultsProps) {
  if (!isAsked) return null;
  const telling = tellingTraits(hits.map(({ identity }) => identity));
  return (
    <div {...options.listProps} aria-label={words.search} className={styles.results}>
      {hits.length === 0 ? null : (
        <div role="group" aria-label={words.practice}>
          <div className={styles.groupTitle} aria-hidden="true">
            {words.practice}
          </div>
          {hits.map((hit, index) => (
            <Line
              key={hit.identity.ins.value}
              hit={hit}
              telling={telling[index] ?? new Set()}
              today={today}
              props={options.optionProps(index)}
            />
          ))}
        </div>
      )}
      <div role="group" aria-label={words.national}>
        <div className={styles.groupTitle} aria-hidden="true">
          {words.national}
        </div>
        {national === null ? (
          <div className={styles.missing} role="option" aria-disabled="true" aria-selected="false">
            {words.nationalMissing}
          </div>
        ) : (
          <div {...options.optionProps(hits.length)} className={cx(styles.hit, styles.nation)}>
            <Globe size={16} strokeWidth={1.75} aria-hidden />
            <span>
              {nationalWords(national)} <span className={styles.quiet}>{words.nationalNote}</span>
            </span>
          </div>
        )}
      </div>
    </div>
  );
}

function nationalWords(person: WholeTraits | InsRef): string {
  return 'value' in person
    ? words.nationalIns({ ins: insGroups(person.value) })
    : words.nationalOpen({
        name: `${person.family.toLocaleUpperCase('fr-FR')} ${person.given}`,
        date: shortDate(person.birthDate),
      });
}

interface LineProps {
  readonly hit: PatientHit;
  readonly telling: ReadonlySet<Telling>;
  readonly today: string;
  readonly props: ReturnType<OptionList['optionProps']>;
}

function Line({ hit: { identity }, telling, today, props }: LineProps) {
  const [first, ...others] = givenNames(identity);
  const mark = (trait: Telling): string | undefined => (telling.has(trait) ? styles.telling : undefined);
  return (
    <div {...props} className={cx(styles.hit, styles.person)}>
      <span className={styles.name}>
        <strong>
          {familyName(identity)} {first}
        </strong>{' '}
        <span className={mark('givenNames')}>{others.join(' ')}</span>{' '}
        <span className={styles.quiet}>{birthName(identity)}</span>
      </span>
      <span role="img" aria-label={sexWord(identity.gender)} className={mark('gender')}>
        {sexLetter(identity.gender)}
      </span>
      <span className={mark('birthDate')}>
        {shortDate(identity.birthDate)} ({age(identity.birthDate, today)})
      </span>
      <span className={cx(styles.place, mark('birthPlace'))}>{birthPlace(identity)}</span>
      <span className={styles.quiet}>{insGroups(identity.ins.value)}</span>
      <span className={styles.homonym}>{telling.size > 0 ? words.homonym : ''}</span>
    </div>
  );
}
