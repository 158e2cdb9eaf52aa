import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import styles from './Calls.module.css';
import type { CallStores, WholeTraits } from './call-store.ts';
import { CallIdentity } from './CallIdentity.tsx';
import { EmergencyRefusal } from './EmergencyRefusal.tsx';
import type { EmergencyStore } from './emergency-store.ts';
import { words } from './messages.ts';

export interface NewCallProps {
  readonly stores: CallStores;
  readonly emergencies: EmergencyStore;
  readonly today: string;
  readonly onOpened: (view: RecordView) => void;
  /** The call is open, and its person is still to be told apart from others, or was not found. */
  readonly onUnsettled: () => void;
  readonly onSignIn: () => void;
}

/** The desk of a regulator: an identity as it is heard, and Enter opens the call and the record of its person. */
export function NewCall(props: NewCallProps) {
  const { stores, emergencies, today, onOpened, onUnsettled, onSignIn } = props;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isOpening, setOpening] = useState(false);

  async function take(person: InsRef | WholeTraits): Promise<void> {
    // Enter pressed twice is one call.
    if (isOpening) return;
    setOpening(true);
    const call = await emergencies.openCall();
    setFailure(call.ok ? null : call.error);
    if (call.ok) {
      const view = await stores.of(call.value).open(call.value, person);
      if (view === null) onUnsettled();
      else onOpened(view);
    }
    setOpening(false);
  }

  return (
    <section className={styles.panel} aria-labelledby="new-call">
      <header className={styles.head}>
        <h2 id="new-call" className={styles.title}>
          {words.newCall}
        </h2>
        <span className={styles.quiet}>{words.newCallHint}</span>
      </header>
      {failure === null ? null : <EmergencyRefusal failure={failure} onSignIn={onSignIn} />}
      <CallIdentity
        store={stores.next()}
        today={today}
        isShown
        onTake={(person) => void take(person)}
        onSignIn={onSignIn}
        onGoToCall={() => undefined}
        numberOf={() => null}
      />
    </section>
  );
}
