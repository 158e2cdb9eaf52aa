import { CalendarCheck, Check } from 'lucide-react';
import type { Visit } from '../../../shared/bridge/day.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { isRenewalDue } from '../../../shared/access/renewal.ts';
import { age, sexLetter, sexWord, shortDate, timeOfDay } from '../../i18n/format.ts';
import { birthName, familyName, givenNames } from '../../i18n/person.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import type { OptionList } from '../../ui/useOptionList.ts';
import styles from './Day.module.css';
import { isSeen, nextVisit, type DayState } from './day-store.ts';
import { words } from './messages.ts';
import { WalkIns } from './WalkIns.tsx';

export interface DayListProps {
  readonly visits: readonly Visit[];
  readonly prepared: DayState['prepared'];
  readonly preparing: DayState['preparing'];
  /** How many documents of each patient are still to be announced, by INS. */
  readonly toAnnounce: ReadonlyMap<string, number>;
  readonly today: string;
  readonly noticeDays: number;
  readonly options: OptionList;
  readonly onPrepare: () => void;
  readonly onMove: (patient: PatientIdentity, by: -1 | 1) => void;
  readonly onTakeOff: (patient: PatientIdentity) => void;
}

/** Who comes today, one line each, with its lights in words; the field above rules the list. */
export function DayList(props: DayListProps) {
  const { visits, prepared, preparing, today, options, onPrepare, onMove, onTakeOff } = props;
  const next = nextVisit(visits, today);
  const left = visits.filter((visit) => !isSeen(visit, today)).length;
  const last = [...prepared.values()].findLast((each) => each !== null);
  return (
    <div className={styles.day}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {words.title} <span className={styles.quiet}>{words.count({ count: visits.length, left })}</span>
        </h2>
        <span className={styles.quiet} role="status">
          {preparing === null
            ? last === undefined || last === null
              ? ''
              : words.prepared({ time: timeOfDay(last.asOf) })
            : words.preparing(preparing)}
        </span>
        <Button
          variant="quiet"
          icon={<CalendarCheck size={16} aria-hidden />}
          isPending={preparing !== null}
          aria-describedby="day-prepare"
          onPress={onPrepare}
        >
          {words.prepare}
        </Button>
      </header>
      <p id="day-prepare" className={styles.note}>
        {words.prepareNote}
      </p>
      <div className={cx(styles.columns, styles.heads)} aria-hidden="true">
        <span>{words.hour}</span>
        <span>{words.patient}</span>
        <span>{words.right}</span>
        <span>{words.news}</span>
        <span>{words.announcements}</span>
        <span>{words.vaccines}</span>
      </div>
      <div {...options.listProps} aria-label={words.title} className={styles.list}>
        {visits.map((visit, index) => (
          <VisitLine
            key={visit.appointment ?? visit.patient.ins.value}
            {...props}
            visit={visit}
            isNext={visit === next}
            line={options.optionProps(index)}
          />
        ))}
      </div>
      <WalkIns visits={visits} options={options} onMove={onMove} onTakeOff={onTakeOff} />
    </div>
  );
}

interface VisitLineProps extends Omit<
  DayListProps,
  'visits' | 'options' | 'onPrepare' | 'onMove' | 'onTakeOff'
> {
  readonly visit: Visit;
  readonly isNext: boolean;
  readonly line: ReturnType<OptionList['optionProps']>;
}

function VisitLine({ visit, isNext, line, today, noticeDays, prepared, toAnnounce }: VisitLineProps) {
  const { patient, start, reason } = visit;
  const hasBeen = isSeen(visit, today);
  const [first] = givenNames(patient);
  const known = prepared.get(patient.ins.value);
  const announced = toAnnounce.get(patient.ins.value) ?? 0;
  return (
    <div {...line} className={cx(styles.columns, styles.visit, hasBeen && styles.seen)}>
      <span className={styles.hour}>{timeOfDay(start)}</span>
      <span className={styles.who}>
        <span className={styles.name}>
          <strong>
            {familyName(patient)} {first}
          </strong>{' '}
          <span className={styles.quiet}>
            {[birthName(patient), sexLetter(patient.gender), age(patient.birthDate, today)]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <VisuallyHidden>{sexWord(patient.gender)}</VisuallyHidden>
        </span>
        <span className={styles.reason}>
          {hasBeen && visit.lastSeenAt !== null ? (
            <>
              <Check size={14} aria-hidden /> {words.seen({ time: timeOfDay(visit.lastSeenAt) })}
            </>
          ) : (
            (reason ?? (visit.appointment === null ? words.walkIn : null))
          )}
          {isNext ? <span className={styles.next}>{words.nextLabel}</span> : null}
        </span>
      </span>
      <Light {...rightLight(visit, today, noticeDays)} />
      <Light {...newsLight(visit, known)} />
      <Light
        tone={announced === 0 ? 'off' : 'attention'}
        text={announced === 0 ? '' : words.toAnnounce({ count: announced })}
      />
      <Light {...vaccinesLight(known)} />
    </div>
  );
}

interface LightWords {
  readonly tone: 'good' | 'attention' | 'off';
  readonly text: string;
}

function Light({ tone, text }: LightWords) {
  return (
    <span className={styles.light} data-tone={tone}>
      {tone === 'off' ? null : <span className={styles.lamp} aria-hidden="true" />}
      {text}
    </span>
  );
}

function rightLight({ right, recordIsActive }: Visit, today: string, noticeDays: number): LightWords {
  if (recordIsActive === false) return { tone: 'attention', text: words.recordClosed };
  switch (right.status) {
    case 'none':
      return { tone: 'attention', text: words.rightNone };
    case 'ended':
      return { tone: 'attention', text: words.rightEnded };
    case 'running': {
      if (right.until === null) return { tone: 'good', text: words.rightRunning };
      const span = { since: Date.parse(right.since), until: Date.parse(right.until) };
      const isDue = isRenewalDue(span, Date.parse(today), noticeDays);
      return isDue
        ? { tone: 'attention', text: words.rightDue({ date: shortDate(right.until) }) }
        : { tone: 'good', text: words.rightRunning };
    }
  }
}

type Known = ReturnType<DayState['prepared']['get']>;

function newsLight({ lastSeenAt }: Visit, known: Known): LightWords {
  if (lastSeenAt === null) return { tone: 'off', text: words.newsNever };
  if (known === undefined) return { tone: 'off', text: words.notAsked };
  if (known === null) return { tone: 'attention', text: words.failedOne };
  const { news } = known;
  if (news === null) return { tone: 'off', text: words.newsNever };
  return { tone: news === 0 ? 'off' : 'attention', text: words.newsCount({ count: news }) };
}

function vaccinesLight(known: Known): LightWords {
  if (known === undefined) return { tone: 'off', text: words.notAsked };
  if (known === null) return { tone: 'attention', text: words.failedOne };
  const { vaccinesDue } = known;
  if (vaccinesDue === null) return { tone: 'off', text: words.vaccinesUnread };
  return {
    tone: vaccinesDue === 0 ? 'good' : 'attention',
    text: words.vaccinesCount({ count: vaccinesDue }),
  };
}
