import { Check, ClipboardCheck, Phone, Siren } from 'lucide-react';
import type { EmergencyEnd, OwnEmergency } from '../../../shared/bridge/emergency.ts';
import { dateAndTime, mediumDate, shortDate, timeOfDay } from '../../i18n/format.ts';
import { personName } from '../../i18n/person.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { words } from './messages.ts';
import styles from './OwnList.module.css';
import type { ReviewState } from './review-store.ts';

export interface OwnListProps {
  readonly state: ReviewState;
  readonly onReview: (id: string) => void;
  readonly onRetry: () => void;
}

const ENDS: Readonly<Record<EmergencyEnd, string>> = {
  asked: words.endAsked,
  call: words.endCallWord,
  time: words.endTime,
  refused: words.endRefused,
  left: words.endLeft,
  interrupted: words.endInterrupted,
};

/** One's own emergency accesses with their reasons and their ends; each is looked over once. */
export function OwnList({ state, onReview, onRetry }: OwnListProps) {
  switch (state.status) {
    case 'loading':
      return <Skeleton rows={6} />;
    case 'failed':
      return <FailureState failure={state.failure} onRetry={onRetry} />;
    case 'listed':
      break;
  }
  const { entries } = state;
  if (entries.length === 0) {
    return (
      <EmptyState icon={<ClipboardCheck size={32} strokeWidth={1.5} aria-hidden />} title={words.ownEmpty}>
        <p>{words.ownEmptyNext}</p>
      </EmptyState>
    );
  }
  const waiting = entries.filter((entry) => entry.endedBecause !== null && entry.reviewedAt === null).length;
  return (
    <section className={styles.own} aria-labelledby="own-title">
      <h2 id="own-title" className={styles.title}>
        {words.own}
      </h2>
      <p className={styles.lead} role="status">
        <strong>{words.toReview({ count: waiting })}</strong> {words.ownLead}
      </p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.why}</th>
              <th scope="col">{words.until}</th>
              <th scope="col">
                <VisuallyHidden>{words.review}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} onReview={onReview} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Line({
  entry,
  onReview,
}: {
  readonly entry: OwnEmergency;
  readonly onReview: (id: string) => void;
}) {
  const { family, given, birthDate } = entry.patient;
  const name = personName({ birthFamilyName: family, usedFamilyName: null, givenNames: [given] });
  return (
    <tr>
      <td className={styles.when}>{dateAndTime(entry.startedAt)}</td>
      <td>
        <strong>{name}</strong>
        <span className={styles.born}>{words.bornOn({ date: shortDate(birthDate) })}</span>
      </td>
      <td className={styles.why}>
        {entry.mode === 'BTG' ? (
          <>
            <Siren size={14} aria-label={words.btg} /> {entry.reason}
          </>
        ) : (
          <>
            <Phone size={14} aria-label={words.centre15} /> {entry.callId}
          </>
        )}
      </td>
      <td>{endOf(entry)}</td>
      <td className={styles.act}>
        {entry.reviewedAt !== null ? (
          <span className={styles.reviewed}>
            <Check size={14} aria-hidden /> {words.reviewed({ date: mediumDate(entry.reviewedAt) })}
          </span>
        ) : entry.endedBecause === null ? null : (
          <Button onPress={() => onReview(entry.id)}>
            {words.review}
            <VisuallyHidden> {words.reviewOne({ name, date: dateAndTime(entry.startedAt) })}</VisuallyHidden>
          </Button>
        )}
      </td>
    </tr>
  );
}

function endOf({ endedAt, endedBecause }: OwnEmergency) {
  if (endedBecause === null) return <Badge tone="emergency">{words.lasting}</Badge>;
  if (endedAt === null) return words.endInterrupted;
  return `${timeOfDay(endedAt)}, ${ENDS[endedBecause]}`;
}
