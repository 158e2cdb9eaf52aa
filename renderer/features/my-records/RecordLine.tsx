import { Clock, ClockAlert, ShieldCheck, ShieldOff, Stethoscope } from 'lucide-react';
import type { MyRecord, RecordNews } from '../../../shared/bridge/my-records.ts';
import { age, mediumDate, relativeDay, shortDate } from '../../i18n/format.ts';
import { birthName, familyName, givenNames } from '../../i18n/person.ts';
import { Badge } from '../../ui/Badge.tsx';
import { cx } from '../../ui/cx.ts';
import type { OptionList } from '../../ui/useOptionList.ts';
import { words } from './messages.ts';
import { rightState } from './my-records.ts';
import styles from './MyRecords.module.css';

/** What the columns are; the lines say it themselves to the ear. */
export function RecordHeads() {
  return (
    <div className={cx(styles.columns, styles.heads)} aria-hidden="true">
      <span>{words.columnName}</span>
      <span>{words.columnBirth}</span>
      <span>{words.columnRight}</span>
      <span>{words.columnSeen}</span>
      <span>{words.columnNews}</span>
    </div>
  );
}

export interface RecordLineProps {
  readonly record: MyRecord;
  /** undefined: not asked; null: asked and not answered. */
  readonly news: RecordNews | null | undefined;
  readonly now: number;
  readonly today: string;
  readonly noticeDays: number;
  readonly props: ReturnType<OptionList['optionProps']>;
}

/** One record: whose, by what right and until when, last seen when, what is new. */
export function RecordLine({ record, news, now, today, noticeDays, props }: RecordLineProps) {
  const { patient, treatingDoctor, lastSeenAt } = record;
  const [first, ...others] = givenNames(patient);
  return (
    <div {...props} className={cx(styles.columns, styles.line)}>
      <span className={styles.name}>
        <strong>
          {familyName(patient)} {first}
        </strong>{' '}
        <span className={styles.rest}>
          {[others.join(' '), birthName(patient)].filter(Boolean).join(', ')}
        </span>
        {treatingDoctor ? (
          <span className={styles.role} title={words.treatingDoctor}>
            <Stethoscope size={14} role="img" aria-label={words.treatingDoctor} />
          </span>
        ) : null}
      </span>
      <span>
        {shortDate(patient.birthDate)} <span className={styles.rest}>({age(patient.birthDate, today)})</span>
      </span>
      <RightState record={record} now={now} noticeDays={noticeDays} />
      <span className={styles.rest}>
        {lastSeenAt === null ? words.never : relativeDay(lastSeenAt, today)}
      </span>
      <span className={cx(news?.submissions ? styles.fresh : styles.rest)}>{newsWords(news)}</span>
    </div>
  );
}

function RightState({ record, now, noticeDays }: Pick<RecordLineProps, 'record' | 'now' | 'noticeDays'>) {
  const { until } = record;
  const date = until === null ? '' : mediumDate(until);
  switch (rightState(record, now, noticeDays)) {
    case 'soon':
      return (
        <span>
          <Badge tone="info" icon={<Clock size={14} aria-hidden />}>
            {words.soon({ date })}
          </Badge>
        </span>
      );
    case 'missed':
      return (
        <span>
          <Badge tone="info" icon={<ClockAlert size={14} aria-hidden />}>
            {words.missed({ date })}
          </Badge>
        </span>
      );
    case 'over':
      return (
        <span>
          <Badge icon={<ShieldOff size={14} aria-hidden />}>{words.over({ date })}</Badge>
        </span>
      );
    case 'running':
      return (
        <span>
          <Badge tone="good" icon={<ShieldCheck size={14} aria-hidden />}>
            {until === null ? words.noTerm : words.until({ date })}
          </Badge>
        </span>
      );
  }
}

function newsWords(news: RecordNews | null | undefined): string {
  if (news === undefined) return '';
  if (news === null) return words.newsFailed;
  return news.newestAt === null || news.submissions === 0
    ? words.newsNone
    : words.news({ count: news.submissions, date: mediumDate(news.newestAt) });
}
