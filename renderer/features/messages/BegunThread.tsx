import type { WaitingMessage } from '../../../shared/bridge/messages.ts';
import { insGroups, shortDate } from '../../i18n/format.ts';
import { personName } from '../../i18n/person.ts';
import { MessageLines } from '../../ui/MessageLines.tsx';
import { words } from './messages.ts';
import styles from './Messages.module.css';
import type { WaitingBridge } from './waiting-store.ts';
import { WaitingLine } from './WaitingLine.tsx';

export interface BegunThreadProps {
  readonly bridge: WaitingBridge;
  readonly waiting: WaitingMessage;
  /** It is a draft again. */
  readonly onTaken: () => void;
}

/** With whom a thread was begun, as far as this post knows. */
export const begunWith = ({ patient, ins }: WaitingMessage): string =>
  patient === null ? insGroups(ins.value) : personName(patient);

/** A thread whose first message the service has not received: it can be taken back, and not gone on with. */
export function BegunThread({ bridge, waiting, onTaken }: BegunThreadProps) {
  const { patient, topic, secret } = waiting;
  const birth = patient === null ? '' : `, ${shortDate(patient.birthDate)}`;
  return (
    <section className={styles.conversation} aria-labelledby="begun-title">
      <header className={styles.head}>
        <div className={styles.whom}>
          <h2 id="begun-title" className={styles.title}>
            {topic ?? begunWith(waiting)}
          </h2>
          <p className={styles.quiet}>{`${begunWith(waiting)}${birth}`}</p>
        </div>
      </header>
      <MessageLines
        messages={[]}
        closedAt={null}
        isMinorOnly={secret}
        renderAttachment={() => null}
        pending={[<WaitingLine key={waiting.actId} bridge={bridge} waiting={waiting} onTaken={onTaken} />]}
      />
      {waiting.status.status === 'refused' ? null : <p className={styles.begun}>{words.beginsNext}</p>}
    </section>
  );
}
