import { Phone, PhoneCall } from 'lucide-react';
import { useStore } from 'zustand';
import { shortDate, timeOfDay } from '../../i18n/format.ts';
import { initials, personName } from '../../i18n/person.ts';
import { useNow } from '../../platform/clock.ts';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import styles from './CallBoard.module.css';
import { accessesOf, type EmergencyStore } from './emergency-store.ts';
import { words } from './messages.ts';
import { remainingTime } from './remaining.ts';

export interface CallBoardProps {
  readonly emergencies: EmergencyStore;
  readonly isDiscreet: boolean;
  /** Goes to a call by its place among the open ones: to its record, or to the identity that it still lacks. */
  readonly onCall: (place: number) => void;
  readonly onNewCall: () => void;
}

/** The regulator's desk: each open call with whom it is about, how long it lasts, and its key. */
export function CallBoard({ emergencies, isDiscreet, onCall, onNewCall }: CallBoardProps) {
  const { calls, accesses, closedCalls } = useStore(emergencies.state);
  const now = useNow(1_000);
  return (
    <section className={styles.board} aria-labelledby="call-board">
      <header className={styles.head}>
        <h2 id="call-board" className={styles.title}>
          {words.calls}
        </h2>
        <Button keys="Alt+N" onPress={onNewCall}>
          {words.newCall}
        </Button>
      </header>
      {calls.length === 0 ? (
        <p className={styles.none}>
          <Phone size={16} aria-hidden /> {words.noCall}
        </p>
      ) : (
        <ul className={styles.calls}>
          {calls.map((call, index) => {
            const of = accessesOf(accesses, call);
            return (
              <li key={call.number}>
                <button type="button" className={styles.call} onClick={() => onCall(index + 1)}>
                  <PhoneCall size={16} aria-hidden />
                  <span className={styles.name}>{words.call({ number: call.number })}</span>
                  <span className={styles.since}>{words.callSince({ time: timeOfDay(call.openedAt) })}</span>
                  {index < 9 ? <Kbd keys={`Mod+${String(index + 1)}`} /> : null}
                  {of.length === 0 ? (
                    <span className={styles.person}>{words.callWithout}</span>
                  ) : (
                    of.map(({ patient, access }) => (
                      <span key={patient.ins.value} className={styles.person}>
                        <strong>{isDiscreet ? initials(patient) : personName(patient)}</strong>{' '}
                        {isDiscreet ? '' : shortDate(patient.birthDate)}{' '}
                        {access.endsAt === null
                          ? null
                          : words.remaining({ time: remainingTime(access.endsAt, now) })}
                      </span>
                    ))
                  )}
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {closedCalls === 0 ? null : (
        <p className={styles.closed}>{words.closedCalls({ count: closedCalls })}</p>
      )}
    </section>
  );
}
