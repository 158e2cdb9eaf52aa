import { Phone } from 'lucide-react';
import { useStore } from 'zustand';
import type { InsRef, PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import { InSight } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { CallStores, WholeTraits } from './call-store.ts';
import { CallIdentity } from './CallIdentity.tsx';
import { CallPanel } from './CallPanel.tsx';
import styles from './Calls.module.css';
import { accessesOf, type EmergencyDesk, type EmergencyStore } from './emergency-store.ts';
import { words } from './messages.ts';

export interface CallsProps {
  readonly stores: CallStores;
  readonly emergencies: EmergencyStore;
  readonly today: string;
  readonly isShown: boolean;
  readonly onOpened: (view: RecordView) => void;
  readonly onShow: (patient: PatientIdentity) => void;
  readonly onSignIn: () => void;
}

/** The regulator's calls: the one in hand is shown, the others wait with what was typed in them. */
export function Calls({ stores, emergencies, today, isShown, onOpened, onShow, onSignIn }: CallsProps) {
  const { calls, accesses, currentCall, closedCalls, opening } = useStore(emergencies.state);
  const numberOf = (callId: string): number | null => calls.find(({ id }) => id === callId)?.number ?? null;
  if (calls.length === 0 && opening === null) {
    return (
      <EmptyState
        icon={<Phone size={32} strokeWidth={1.5} aria-hidden />}
        title={words.noCall}
        action={
          <Button variant="primary" keys="Alt+N" onPress={() => void emergencies.openCall()}>
            {words.newCall}
          </Button>
        }
      >
        <p>{words.noCallNext}</p>
        {closedCalls === 0 ? null : <p>{words.closedCalls({ count: closedCalls })}</p>}
      </EmptyState>
    );
  }
  return (
    <div className={styles.calls}>
      {opening === null ? null : (
        <ComingCall
          opening={opening}
          stores={stores}
          today={today}
          isShown={isShown}
          onOpened={onOpened}
          onSignIn={onSignIn}
        />
      )}
      {calls.map((call) => {
        const isCurrent = opening === null && call.number === currentCall;
        return (
          <div key={call.number} className={styles.calls} hidden={!isCurrent}>
            <InSight value={isShown && isCurrent}>
              <CallPanel
                store={stores.of(call)}
                call={call}
                accesses={accessesOf(accesses, call)}
                today={today}
                isShown={isShown && isCurrent}
                onOpened={onOpened}
                onShow={onShow}
                onSignIn={onSignIn}
                numberOf={numberOf}
                onGoToCall={(callId) => {
                  const number = numberOf(callId);
                  if (number !== null) emergencies.choose(number);
                }}
              />
            </InSight>
          </div>
        );
      })}
    </div>
  );
}

interface ComingCallProps extends Pick<CallsProps, 'stores' | 'today' | 'isShown' | 'onOpened' | 'onSignIn'> {
  readonly opening: NonNullable<EmergencyDesk['opening']>;
}

/** The call that is on its way: what is heard meanwhile is typed in its field, never in that of another call. */
function ComingCall({ opening, stores, today, isShown, onOpened, onSignIn }: ComingCallProps) {
  const take = async (person: InsRef | WholeTraits): Promise<void> => {
    const call = await opening;
    const view = call.ok ? await stores.of(call.value).open(call.value, person) : null;
    if (view !== null) onOpened(view);
  };
  return (
    <section className={styles.panel} aria-labelledby="coming-call">
      <header className={styles.head}>
        <h2 id="coming-call" className={styles.title}>
          {words.newCall}
        </h2>
      </header>
      <CallIdentity
        store={stores.next()}
        today={today}
        isShown={isShown}
        onTake={(person) => void take(person)}
        onSignIn={onSignIn}
        onGoToCall={() => undefined}
        numberOf={() => null}
      />
    </section>
  );
}
