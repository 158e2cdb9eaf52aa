import { useCallback } from 'react';
import type { RightsView } from '../../shared/bridge/space/rights.ts';
import { type Asked, useAsked } from './asked.ts';
import type { SpaceBridge } from './bridge.ts';

/** All that stands on the record: whoever may read, whoever may not, every switch. */
export function useOwnRights(bridge: Pick<SpaceBridge, 'own.rights.view' | 'on'>): Asked<RightsView> {
  return useAsked(
    bridge,
    useCallback(() => bridge['own.rights.view']({}), [bridge]),
  );
}
