import { Eye, Flag, TriangleAlert } from 'lucide-react';
import type { AccessReview, ReportedAccess, ReviewedDay } from '../../../shared/bridge/space/review.ts';
import { actName } from '../../../shared/traces/acts.ts';
import { dateAndTime, mediumDate } from '../../i18n/format.ts';
import { french } from '../../i18n/text.ts';
import { Badge } from '../../ui/Badge.tsx';
import type { Asked } from '../asked.ts';
import { Loaded } from '../ui/Section.tsx';
import { words } from './messages.ts';
import styles from './TrainerPanel.module.css';

/** Names that are shown of a reason; a burst may hold many more. */
const MOST_NAMES = 6;

/** What somebody who watches over the accesses would look at: days of professionals, reports of patients. */
export function Review({ asked: { answer, again } }: { readonly asked: Asked<AccessReview> }) {
  return (
    <section className={styles.part} aria-label={words.review}>
      <h3 className={styles.name}>
        <Eye size={16} aria-hidden />
        {words.review}
      </h3>
      <p className={styles.lead}>{words.reviewLead}</p>
      <Loaded answer={answer} onRetry={again}>
        {({ days, reports }) =>
          days.length === 0 && reports.length === 0 ? (
            <p className={styles.lead}>{words.noReview}</p>
          ) : (
            <>
              {days.length === 0 ? (
                <p className={styles.lead}>{words.noDay}</p>
              ) : (
                <ul className={styles.mails} aria-label={words.days}>
                  {days.map((day) => (
                    <Day key={`${day.professional.id} ${day.day}`} day={day} />
                  ))}
                </ul>
              )}
              {reports.length === 0 ? null : (
                <ul className={styles.mails} aria-label={words.reports}>
                  {reports.map((report) => (
                    <Report key={report.id} report={report} />
                  ))}
                </ul>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function Day({ day: { professional, day, score, isUrgent, reasons } }: { readonly day: ReviewedDay }) {
  return (
    <li className={styles.mail}>
      <p className={styles.subject}>{professional.name}</p>
      <p className={styles.lead}>{words.dayOf({ date: mediumDate(day) })}</p>
      <p>
        {isUrgent ? (
          <Badge tone="danger" icon={<TriangleAlert size={14} aria-hidden />}>
            {words.urgent({ score })}
          </Badge>
        ) : (
          <Badge tone="info" icon={<Eye size={14} aria-hidden />}>
            {words.ordinary({ score })}
          </Badge>
        )}
      </p>
      {reasons.map(({ code, why, patients }) => (
        <p key={code} className={styles.text}>
          {french(why)}
          {patients.length === 0 ? null : ` ${recordsOf(patients)}`}
        </p>
      ))}
    </li>
  );
}

function recordsOf(patients: readonly string[]): string {
  const names = patients.slice(0, MOST_NAMES).join(', ');
  return words.records({ count: patients.length, names, more: Math.max(0, patients.length - MOST_NAMES) });
}

function Report({ report: { at, patient, text, access } }: { readonly report: ReportedAccess }) {
  return (
    <li className={styles.mail}>
      <p className={styles.subject}>{words.reportedBy({ name: patient })}</p>
      <p className={styles.lead}>
        <time dateTime={at}>{dateAndTime(at)}</time>
      </p>
      <p>
        <Badge tone="info" icon={<Flag size={14} aria-hidden />}>
          {words.reportBadge}
        </Badge>
      </p>
      <p className={styles.text}>{words.said({ text })}</p>
      {access === null ? null : (
        <p className={styles.text}>
          {words[access.refused ? 'accessRefused' : 'access']({
            what: french(actName(access.action)),
            who: access.who ?? words.nobody,
            date: dateAndTime(access.at),
          })}
        </p>
      )}
    </li>
  );
}
