import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useStore } from 'zustand';
import { Leaving } from '../features/lock/Leaving.tsx';
import { KeysPanel } from '../features/keys/KeysPanel.tsx';
import { LockRoute } from '../features/lock/LockRoute.tsx';
import { RecoveryGate } from '../features/recovery/RecoveryGate.tsx';
import { ServiceTroubleRoute } from '../features/service-trouble/ServiceTroubleRoute.tsx';
import { SetupRoute } from '../features/setup/SetupRoute.tsx';
import { SignInRoute } from '../features/sign-in/SignInRoute.tsx';
import { reportActivity } from '../platform/activity.ts';
import type { Bridge } from '../platform/bridge.ts';
import { followCopies } from '../platform/clipboard.ts';
import { FailureState } from '../ui/FailureState.tsx';
import { GlyphSprite } from '../ui/glyphs.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { OverlayPlace } from '../ui/Popover.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { EntryCare } from './EntryCare.tsx';
import type { PageParameters } from './parameters.ts';
import { loadDesk, OwnDesk } from './OwnDesk.tsx';
import { createSessionStore, type SessionStore } from './session-store.ts';
import { useKeys } from '../platform/useKeys.ts';

export interface AppProps {
  readonly bridge: Bridge;
  readonly parameters: PageParameters;
}

/** A page that is never idle loads the rest all the same. */
const LOAD_WITHIN_MS = 500;

/** The page: nobody, somebody at a place, or a locked post. */
export function App({ bridge, parameters }: AppProps) {
  const [session] = useState(() => createSessionStore(bridge));
  useEffect(() => void session.start(), [session]);
  useEffect(() => reportActivity(bridge, document), [bridge]);
  useEffect(() => followCopies(document), []);
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadDesk(), { timeout: LOAD_WITHIN_MS });
    return () => cancelIdleCallback(idle);
  }, []);
  useKeys();
  return (
    <I18nProvider locale="fr-FR">
      <GlyphSprite />
      <ErrorBoundary>
        <Post bridge={bridge} session={session} parameters={parameters} />
      </ErrorBoundary>
      <OverlayPlace />
      <LiveRegion />
    </I18nProvider>
  );
}

function Post({ bridge, session, parameters }: AppProps & { readonly session: SessionStore }) {
  const post = useStore(session.state);
  switch (post.status) {
    case 'starting':
      return null;
    case 'failed':
      return <FailureState failure={post.failure} onRetry={() => void session.start()} />;
    case 'leaving':
      return <Leaving to={post.to} demonstration={post.info.demonstration} />;
    case 'ready':
      break;
  }
  const { info, system, firstStart } = post;
  if (info.serviceTrouble !== null) {
    return (
      <>
        <ServiceTroubleRoute
          bridge={bridge}
          trouble={info.serviceTrouble}
          demonstration={info.demonstration}
        />
        <EntryCare bridge={bridge} />
      </>
    );
  }
  const starting = system?.service === 'starting' ? { preparing: system.preparing } : null;
  if (firstStart !== null && post.session.status === 'signedOut') {
    return (
      <>
        <SetupRoute bridge={bridge} {...firstStart} starting={starting} />
        <EntryCare bridge={bridge} />
      </>
    );
  }
  const shared = {
    bridge,
    demonstration: info.demonstration,
    onSession: session.become,
    keysScreen: KeysPanel,
  };
  const signOut = (): void => void session.signOut();
  switch (post.session.status) {
    case 'signedOut':
    case 'choosingPlace':
      return (
        <>
          <SignInRoute {...shared} session={post.session} starting={starting} onSignOut={signOut} />
          <EntryCare bridge={bridge} />
        </>
      );
    case 'locked':
      return (
        <>
          <LockRoute {...shared} session={post.session} onSignOut={signOut} />
          <EntryCare bridge={bridge} />
        </>
      );
    case 'open': {
      const open = post.session;
      // A new professional or place is a new desk: nothing of the one before may remain.
      return (
        <RecoveryGate
          key={`${open.professional.id} ${open.place.id}`}
          bridge={bridge}
          demonstration={info.demonstration}
          onSignOut={signOut}
        >
          <OwnDesk
            bridge={bridge}
            session={open}
            system={system}
            info={info}
            parameters={parameters}
            onLock={() => void session.lock()}
            onSignOut={signOut}
          />
        </RecoveryGate>
      );
    }
  }
}
