import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Appointment } from '../../../shared/bridge/agenda.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import { appointmentStates } from '../../i18n/agenda.ts';
import { announce } from '../../platform/announcer.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useNow } from '../../platform/clock.ts';
import { createAgendaStore } from './agenda-store.ts';
import { words } from './messages.ts';

/** The appointments of a patient as they stand, and the act that changes one. One mount serves one patient. */
export function useAgenda(bridge: Pick<Bridge, 'agenda.list' | 'agenda.change' | 'on'>, ins: InsRef) {
  const [store] = useState(() => createAgendaStore(bridge, ins));
  const state = useStore(store.state);
  const [failure, fail] = useState<Failure | null>(null);
  const now = useNow();
  useEffect(() => store.follow(), [store]);
  const change = async ({ id, version }: Appointment, to: Appointment['status']): Promise<void> => {
    const answer = await bridge['agenda.change']({ ins, id, version, to });
    fail(answer.ok ? null : answer.error);
    if (answer.ok) announce(words.done({ state: appointmentStates[to] }));
    await store.load();
  };
  return { state, failure, fail, change, load: store.load, now };
}
