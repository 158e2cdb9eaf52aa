import { CalendarClock, Eye, EyeOff, UserRoundCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DepositReview } from '../../../../shared/bridge/deposit.ts';
import { shortDate } from '../../../i18n/format.ts';
import styles from '../Deposit.module.css';
import { leakWords, words } from './messages.ts';
import own from './Review.module.css';

export interface StatementsProps {
  readonly review: DepositReview;
  readonly isMinor: boolean;
  readonly isSecret: boolean;
}

/** What the patient, his representatives and his letter box will get of it, and when that changes by itself. */
export function Statements({ review, isMinor, isSecret }: StatementsProps) {
  const { patientSees, representativesSee, announcementClock, majorityOn } = review;
  return (
    <ul className={styles.statements}>
      <Statement icon={patientSees ? <Eye /> : <EyeOff />}>
        {patientSees ? words.patientSees : words.patientDoesNotSee}
      </Statement>
      {patientSees ? null : (
        <>
          <Statement icon={<CalendarClock />}>
            {words.reminded({ day: shortDate(announcementClock.reminderAt) })}
          </Statement>
          <Statement icon={<CalendarClock />}>
            {words.visible({ day: shortDate(announcementClock.visibleAt) })}
          </Statement>
        </>
      )}
      {isMinor ? (
        <Statement icon={representativesSee ? <Eye /> : <EyeOff />}>
          {representativesSee ? words.representativesSee : words.representativesDoNotSee}
        </Statement>
      ) : null}
      {isSecret ? <Statement icon={<EyeOff />}>{words.secretSession}</Statement> : null}
      {majorityOn === null ? null : (
        <Statement icon={<UserRoundCheck />}>{words.majority({ day: shortDate(majorityOn) })}</Statement>
      )}
    </ul>
  );
}

function Statement({ icon, children }: { readonly icon: ReactNode; readonly children: string }) {
  return (
    <li className={styles.statement}>
      <span className={styles.glyph} aria-hidden>
        {icon}
      </span>
      {children}
    </li>
  );
}

/** Where the representatives could learn of a document that is hidden from them: reminders, each with its source. */
export function OtherLeaks({ review }: { readonly review: DepositReview }) {
  const { otherLeaks } = review.vigilance;
  if (otherLeaks.length === 0) return null;
  return (
    <section className={styles.group}>
      <h4 className={styles.subtitle}>{words.leaksTitle}</h4>
      <p>{words.leaksLead}</p>
      <ul className={own.leaks}>
        {otherLeaks.map((leak) => (
          <li key={leak}>
            {leakWords[leak].what} <span className={own.source}>({leakWords[leak].source})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
