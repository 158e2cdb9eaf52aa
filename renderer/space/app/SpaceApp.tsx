import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useStore } from 'zustand';
import { useKeys } from '../../platform/useKeys.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { GlyphSprite } from '../../ui/glyphs.tsx';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { OverlayPlace } from '../../ui/Popover.tsx';
import type { SpaceBridge } from '../bridge.ts';
import { Entry } from '../entry/Entry.tsx';
import type { SpaceParameters } from './parameters.ts';
import { SpaceDesk } from './SpaceDesk.tsx';
import { SpaceFrame } from './SpaceFrame.tsx';
import { createSpaceStore, type SpaceStore } from './space-store.ts';

export interface SpaceAppProps {
  readonly bridge: SpaceBridge;
  readonly parameters: SpaceParameters;
}

/** The patient's page: nobody, or somebody in his own space or in that of whom he acts for. */
export function SpaceApp({ bridge, parameters }: SpaceAppProps) {
  const [store] = useState(() => createSpaceStore(bridge));
  useEffect(() => store.start(), [store]);
  useKeys();
  return (
    <I18nProvider locale="fr-FR">
      <GlyphSprite />
      <ErrorBoundary>
        <SpaceFrame bridge={bridge}>
          <Place bridge={bridge} store={store} parameters={parameters} />
        </SpaceFrame>
      </ErrorBoundary>
      <OverlayPlace />
      <LiveRegion />
    </I18nProvider>
  );
}

function Place({ bridge, store, parameters }: SpaceAppProps & { readonly store: SpaceStore }) {
  const shown = useStore(store.state);
  switch (shown.status) {
    case 'starting':
      return null;
    case 'failed':
      return <FailureState failure={shown.failure} />;
    case 'ready':
      break;
  }
  const { state } = shown;
  if (state.status === 'signedOut') {
    return <Entry bridge={bridge} suggested={state.suggested} onState={store.become} />;
  }
  return (
    <SpaceDesk
      // Another holder is another space: nothing of the one before may remain.
      key={`${state.person.ins.value} ${state.holder.ins.value}`}
      bridge={bridge}
      space={state}
      parameters={parameters}
      onState={store.become}
      onActFor={store.actFor}
      onSignOut={() => void store.signOut()}
    />
  );
}
