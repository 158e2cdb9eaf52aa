import { Clock, ShieldCheck, ShieldOff } from 'lucide-react';
import { isRenewalDue } from '../../../shared/access/renewal.ts';
import type { Right } from '../../../shared/bridge/record.ts';
import { localDay } from '../../../shared/identity/calendar.ts';
import { dateAndTime, daysBetween } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { words } from './messages.ts';
import styles from './Rights.module.css';

export interface OwnRightProps {
  readonly right: Right;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly noticeDays: number;
  readonly onRenew: () => void;
  readonly onRenounce: () => void;
}

/** The right of the one at the keyboard, its end told ahead, and what he may do with it. */
export function OwnRight({ right, now, noticeDays, onRenew, onRenounce }: OwnRightProps) {
  const days = daysLeft(right, now, noticeDays);
  return (
    <section className={styles.part} aria-labelledby="rights-mine">
      <h2 id="rights-mine" className={styles.title}>
        {words.mine}
      </h2>
      <p>{sentence(right)}</p>
      {days === null ? null : (
        <p className={styles.due}>
          <Clock size={16} aria-hidden /> {words.renewalDue({ days })}
        </p>
      )}
      {right.status === 'valid' ? (
        <div className={styles.acts}>
          <Button
            variant={days === null ? 'secondary' : 'primary'}
            icon={<ShieldCheck size={16} aria-hidden />}
            onPress={onRenew}
          >
            {words.renew}
          </Button>
          <Button icon={<ShieldOff size={16} aria-hidden />} onPress={onRenounce}>
            {words.renounce}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** Days until the end, where it is time to think of it. */
function daysLeft(right: Right, now: number, noticeDays: number): number | null {
  if (right.status !== 'valid' || right.until === null) return null;
  const span = { since: Date.parse(right.since), until: Date.parse(right.until) };
  return isRenewalDue(span, now, noticeDays) ? daysBetween(localDay(now), localDay(right.until)) : null;
}

function sentence(right: Right): string {
  switch (right.status) {
    case 'none':
      return words.rightNone;
    case 'valid':
      return right.until === null
        ? words.rightValidOpen({ since: dateAndTime(right.since) })
        : words.rightValid({ since: dateAndTime(right.since), until: dateAndTime(right.until) });
    case 'expired':
      return words.rightExpired({ until: dateAndTime(right.until) });
    case 'blocked':
      return words.rightBlocked;
  }
}
