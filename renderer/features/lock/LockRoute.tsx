import { KeyRound, LockKeyhole } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { LockCause, SessionState } from '../../../shared/bridge/session.ts';
import type { KeysWay } from '../../../shared/bridge/keys.ts';
import type { Bridge } from '../../platform/bridge.ts';
import type { KeysScreen } from '../../platform/keys-waiting.ts';
import { Button } from '../../ui/Button.tsx';
import { EntryFrame } from '../../ui/EntryFrame.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './Lock.module.css';
import { createLockStore, type Unlocking } from './lock-store.ts';
import { words } from './messages.ts';

export interface LockRouteProps {
  readonly bridge: Bridge;
  readonly session: Extract<SessionState, { status: 'locked' }>;
  readonly demonstration: boolean;
  readonly onSession: (session: SessionState) => void;
  readonly onSignOut: () => void;
  readonly keysScreen: KeysScreen;
}

/** The locked post: who was at it, and nothing of any patient. */
export function LockRoute(props: LockRouteProps) {
  const { bridge, session, demonstration, onSession, onSignOut, keysScreen: Keys } = props;
  const [store] = useState(() => createLockStore(bridge, session.triesLeft));
  const state = useStore(store.state);
  const because = BECAUSE[session.because];
  const isCardThere = useCardPresence(bridge, session);
  const unlock = async (pin: string): Promise<boolean> => {
    const next = await store.unlock(pin);
    if (next !== null) onSession(next);
    return next !== null;
  };
  const openKeys = async (way: KeysWay): Promise<void> => {
    const next = await store.openKeys(way);
    if (next !== null) onSession(next);
  };
  return (
    <EntryFrame
      title={words.title}
      lead={words.lead}
      demonstration={demonstration}
      footer={
        <Button variant="quiet" onPress={onSignOut}>
          {words.otherUser}
        </Button>
      }
    >
      <p className={styles.who}>
        <LockKeyhole size={20} strokeWidth={1.5} aria-hidden />
        <span>
          <strong>{session.professional.name}</strong>
          <span className={styles.profession}>{session.professional.professionLabel}</span>
          {because === null ? null : <span className={styles.because}>{because}</span>}
        </span>
      </p>
      {!isCardThere ? (
        <Notice tone="warning" isAlert title={words.cardAway}>
          {words.cardAwayNext}
        </Notice>
      ) : state.status === 'keysNeeded' ? (
        <Keys {...state} onWay={(way) => void openKeys(way)} />
      ) : (
        <UnlockForm state={state} onUnlock={unlock} />
      )}
    </EntryFrame>
  );
}

/** What locked it, unless it was asked for. */
const BECAUSE: Readonly<Record<LockCause, string | null>> = {
  asked: null,
  idle: words.becauseIdle,
  osLock: words.becauseOsLock,
  suspend: words.becauseSuspend,
  cardPulled: words.becauseCardPulled,
};

/** How often a card that is away is looked for. */
const LOOK_MS = 700;

/** Whether the card of whoever is locked out is in the reader; looked at until it is. */
function useCardPresence(
  bridge: Pick<Bridge, 'session.cards'>,
  { professional, because }: LockRouteProps['session'],
): boolean {
  const [isThere, setThere] = useState(because !== 'cardPulled');
  useEffect(() => {
    if (isThere) return undefined;
    const look = async (): Promise<void> => {
      const answer = await bridge['session.cards']({});
      if (answer.ok && answer.value.cards.some(({ id }) => id === professional.id)) setThere(true);
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, [bridge, professional.id, isThere]);
  return isThere;
}

interface UnlockFormProps {
  readonly state: Exclude<Unlocking, { status: 'keysNeeded' }>;
  /** Answers whether the post opened. */
  readonly onUnlock: (pin: string) => Promise<boolean>;
}

function UnlockForm({ state, onUnlock }: UnlockFormProps) {
  const [pin, setPin] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    if (pin.length === 0 || (await onUnlock(pin))) return;
    setPin('');
    field.current?.focus();
  };
  if (state.status === 'cardBlocked' || state.status === 'cardRefused') {
    const blocked = state.status === 'cardBlocked';
    return (
      <Notice tone="danger" isAlert title={blocked ? words.blocked : words.refused}>
        {blocked ? words.blockedNext : words.refusedNext}
      </Notice>
    );
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {state.status === 'failed' ? <FailureNotice failure={state.failure} /> : null}
      <TextField
        label={words.pin}
        type="password"
        inputMode="numeric"
        maxLength={32}
        autoFocus
        value={pin}
        onChange={setPin}
        icon={<KeyRound size={16} aria-hidden />}
        error={state.status === 'wrongPin' ? words.wrongPin({ tries: state.triesLeft }) : null}
        inputRef={field}
      />
      <Button
        type="submit"
        variant="primary"
        keys="Enter"
        className={styles.submit ?? ''}
        isDisabled={pin.length === 0}
        isPending={state.status === 'checking'}
      >
        {state.status === 'checking' ? words.checking : words.unlock}
      </Button>
    </form>
  );
}
