import { useLayoutEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { KeysWay } from '../../../shared/bridge/keys.ts';
import type { SessionState } from '../../../shared/bridge/session.ts';
import type { Bridge } from '../../platform/bridge.ts';
import type { KeysScreen } from '../../platform/keys-waiting.ts';
import { Button } from '../../ui/Button.tsx';
import { EntryFrame } from '../../ui/EntryFrame.tsx';
import type { Starting } from '../../ui/ServiceStart.tsx';
import { words } from './messages.ts';
import { PlacePanel } from './PlacePanel.tsx';
import { createSignInStore } from './sign-in-store.ts';
import { SignInPanel } from './SignInPanel.tsx';

export interface SignInRouteProps {
  readonly bridge: Bridge;
  readonly session: Extract<SessionState, { status: 'signedOut' | 'choosingPlace' }>;
  readonly demonstration: boolean;
  /** This post's own service does not listen yet; null: it does, or is somebody else's. */
  readonly starting: Starting | null;
  readonly onSession: (session: SessionState) => void;
  readonly onSignOut: () => void;
  readonly keysScreen: KeysScreen;
}

/** From nobody to a professional at a place. */
export function SignInRoute(props: SignInRouteProps) {
  const { bridge, session, demonstration, starting, onSession, onSignOut, keysScreen: Keys } = props;
  const [store] = useState(() => createSignInStore(bridge));
  const state = useStore(store.state);
  // The first start of all makes the cards: they are looked for again once they are there, and no frame in between
  // says that there are none.
  const isMaking = starting !== null && starting.preparing !== null;
  useLayoutEffect(() => {
    if (!isMaking) void store.load();
  }, [store, isMaking]);
  const isStarting = starting !== null;
  useLayoutEffect(() => {
    if (!isStarting) void store.lookAgain();
  }, [store, isStarting]);

  if (session.status === 'choosingPlace') {
    const choose = async (placeId: string): Promise<void> => {
      const answer = await bridge['session.choosePlace']({ placeId });
      if (answer.ok) onSession(answer.value);
    };
    return (
      <EntryFrame
        title={words.placeTitle}
        lead={words.greeting({ name: session.professional.name })}
        demonstration={demonstration}
        footer={
          <Button variant="quiet" onPress={onSignOut}>
            {words.otherUser}
          </Button>
        }
      >
        <PlacePanel places={session.places} onChoose={(placeId) => void choose(placeId)} />
      </EntryFrame>
    );
  }
  const signIn = async (pin: string): Promise<boolean> => {
    const next = await store.signIn(pin);
    if (next !== null) onSession(next);
    return next !== null;
  };
  const { attempt } = state;
  if (attempt.status === 'keysNeeded') {
    const { keys, isChecking, failure } = attempt;
    const onWay = async (way: KeysWay): Promise<void> => {
      const next = await store.openKeys(way);
      if (next !== null) onSession(next);
    };
    return (
      <EntryFrame
        title={words.keysTitle}
        lead={words.greeting({ name: store.chosenName() })}
        demonstration={demonstration}
        footer={
          <Button variant="quiet" isDisabled={isChecking} onPress={store.leaveKeys}>
            {words.otherCard}
          </Button>
        }
      >
        <Keys keys={keys} isChecking={isChecking} failure={failure} onWay={(way) => void onWay(way)} />
      </EntryFrame>
    );
  }
  const hasNone = state.cards.status === 'listed' && state.cards.cards.length === 0;
  const waitsFor = isMaking || hasNone ? starting : null;
  return (
    <EntryFrame
      title={words.title}
      lead={waitsFor === null ? words.chooseCard : words.waitForCards}
      demonstration={demonstration}
    >
      <SignInPanel
        {...state}
        starting={waitsFor}
        onChoose={store.choose}
        onSignIn={signIn}
        onReload={() => void store.load()}
      />
    </EntryFrame>
  );
}
