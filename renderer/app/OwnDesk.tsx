import { useEffect, useState } from 'react';
import type { DeskPlace } from '../../shared/bridge/drafts.ts';
import { localDay } from '../../shared/identity/calendar.ts';
import { firstDay } from '../features/record/periods.ts';
import { createRecordStore } from '../features/record/record-store.ts';
import { now } from '../platform/clock.ts';
import { leaveSettings, takeSettings } from '../platform/settings.ts';
import type { Desk, DeskProps } from './Desk.tsx';

/**
 * Most of the program: it comes while a code is typed, and the screen before it is not kept waiting. It is waited
 * for here and not by `Suspense`, which shows nothing for 300 ms more wherever it has shown nothing once.
 */
export const loadDesk = () => import('./Desk.tsx');

interface Arrival {
  readonly Own: typeof Desk;
  readonly before: DeskPlace | null;
}

/** Brings a professional back to his own desk: where he was before a lock, and as he likes it. */
export function OwnDesk(props: Omit<DeskProps, 'before' | 'record'>) {
  const { bridge, parameters } = props;
  const [record] = useState(() =>
    createRecordStore(bridge, () => firstDay(localDay(now()), parameters.firstSearchYears)),
  );
  const [arrived, setArrived] = useState<Arrival | null>(null);
  useEffect(() => {
    let left = false;
    const arrive = async (): Promise<void> => {
      const loading = loadDesk();
      const [place, preferences] = await Promise.all([
        bridge['desk.place']({}),
        bridge['desk.preferences']({}),
      ]);
      if (left) return;
      if (preferences.ok) {
        takeSettings(preferences.value, (change) => void bridge['desk.prefer'](change));
      }
      const before = place.ok ? place.value.place : null;
      // Asked for before the desk is drawn, which is drawn once with what the post kept of it.
      const opening = before?.record == null ? undefined : record.open(before.record.patient).glanced;
      const [{ Desk: Own }] = await Promise.all([loading, opening]);
      if (!left) setArrived({ Own, before });
    };
    arrive().catch((cause: unknown) =>
      // A program that does not load is the error boundary's to tell.
      setArrived(() => {
        throw cause;
      }),
    );
    return () => {
      left = true;
      record.end();
      leaveSettings();
    };
  }, [bridge, record]);
  return arrived === null ? null : <arrived.Own {...props} before={arrived.before} record={record} />;
}
