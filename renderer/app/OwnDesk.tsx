import { useEffect, useState, type ReactNode } from 'react';
import type { DeskPlace } from '../../shared/bridge/drafts.ts';
import type { Bridge } from '../platform/bridge.ts';
import { leaveSettings, takeSettings } from '../platform/settings.ts';

export interface OwnDeskProps {
  readonly bridge: Pick<Bridge, 'desk.place' | 'desk.preferences' | 'desk.prefer'>;
  /** The desk, from where its professional left it; null: he begins. */
  readonly children: (before: DeskPlace | null) => ReactNode;
}

/** Brings a professional back to his own desk: where he was before a lock, and as he likes it. */
export function OwnDesk({ bridge, children }: OwnDeskProps) {
  const [before, setBefore] = useState<DeskPlace | null | undefined>(undefined);
  useEffect(() => {
    let left = false;
    void Promise.all([bridge['desk.place']({}), bridge['desk.preferences']({})]).then(
      ([place, preferences]) => {
        if (left) return;
        if (preferences.ok) {
          takeSettings(preferences.value, (change) => void bridge['desk.prefer'](change));
        }
        setBefore(place.ok ? place.value.place : null);
      },
    );
    return () => {
      left = true;
      leaveSettings();
    };
  }, [bridge]);
  return before === undefined ? null : children(before);
}
