import type { Call, EmergencyAccess } from '../../../shared/bridge/emergency.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import { shortDate, timeOfDay } from '../../i18n/format.ts';
import { personName } from '../../i18n/person.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Calls.module.css';
import { CallIdentity, type CallIdentityProps } from './CallIdentity.tsx';
import { words } from './messages.ts';

export interface CallPanelProps extends Omit<CallIdentityProps, 'onTake'> {
  readonly call: Call;
  readonly accesses: readonly EmergencyAccess[];
  /** The record of a person was opened for this call. */
  readonly onOpened: (view: RecordView) => void;
  readonly onShow: (patient: PatientIdentity) => void;
}

/** One call. Its words stay its own while other calls are taken. */
export function CallPanel({ call, accesses, onOpened, onShow, ...identity }: CallPanelProps) {
  return (
    <section className={styles.panel} aria-labelledby={`call-${String(call.number)}`}>
      <header className={styles.head}>
        <h2 id={`call-${String(call.number)}`} className={styles.title}>
          {words.call({ number: call.number })}
        </h2>
        <span className={styles.quiet}>
          {words.callSince({ time: timeOfDay(call.openedAt) })} · {call.id}
        </span>
      </header>
      {accesses.length === 0 ? null : (
        <ul className={styles.opened} aria-label={words.opened}>
          {accesses.map(({ patient }) => (
            <li key={patient.ins.value}>
              <strong>{personName(patient)}</strong> {shortDate(patient.birthDate)}
              <Button variant="quiet" onPress={() => onShow(patient)}>
                {words.show}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <CallIdentity
        {...identity}
        onTake={(person) =>
          void identity.store.open(call, person).then((view) => {
            if (view !== null) onOpened(view);
          })
        }
      />
    </section>
  );
}
