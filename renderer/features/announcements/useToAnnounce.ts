import { useEffect, useState } from 'react';
import type { Bridge } from '../../platform/bridge.ts';
import { toAnnounce } from './announcements-store.ts';

/** How much there is to announce, and how much of it is past day 14; null while it is not known. */
export interface ToAnnounce {
  readonly count: number;
  readonly reminded: number;
  /** The same for each patient, by INS. */
  readonly ofPatient: ReadonlyMap<string, number>;
}

/** Counts the author's announcements anew whenever one of his documents, or the state of the post, changes. */
export function useToAnnounce(bridge: Pick<Bridge, 'announcements.list' | 'on'>): ToAnnounce | null {
  const [counted, setCounted] = useState<ToAnnounce | null>(null);
  useEffect(() => {
    let left = false;
    const load = async (): Promise<void> => {
      const answer = await bridge['announcements.list']({});
      if (left || !answer.ok) return;
      const open = toAnnounce(answer.value.announcements);
      const ofPatient = new Map<string, number>();
      for (const { patient } of open) {
        const { value } = patient.ins;
        ofPatient.set(value, (ofPatient.get(value) ?? 0) + 1);
      }
      const reminded = open.filter(({ status }) => status === 'reminded').length;
      setCounted({ count: open.length, reminded, ofPatient });
    };
    void load();
    const again = (): void => void load();
    const stops = [bridge.on('record.changed', again), bridge.on('system.status', again)];
    return () => {
      left = true;
      for (const stop of stops) stop();
    };
  }, [bridge]);
  return counted;
}
