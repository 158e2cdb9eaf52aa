import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { RecordView } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createFactsStore } from './facts-store.ts';
import { VitalStrip } from './VitalStrip.tsx';

export interface VitalStripRouteProps {
  readonly bridge: Pick<Bridge, 'record.facts' | 'on'>;
  readonly view: RecordView;
  readonly today: string;
  readonly acts?: ReactNode;
}

/** The strip of the open record. One mount serves one access to one record: what it holds goes with it. */
export function VitalStripRoute({ bridge, view, today, acts }: VitalStripRouteProps) {
  const { ins, gender } = view.patient;
  const [store] = useState(() => createFactsStore(bridge, ins, 'vital'));
  const state = useStore(store.state);
  useEffect(() => {
    void store.load();
    const stop = bridge.on('record.changed', (changed) => {
      if (changed.ins.value === ins.value) void store.refresh();
    });
    return () => {
      stop();
      store.end();
    };
  }, [store, bridge, ins.value]);
  return (
    <VitalStrip {...state} gender={gender} today={today} acts={acts} onRetry={() => void store.load()} />
  );
}
