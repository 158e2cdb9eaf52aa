import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Agenda } from '../../../shared/bridge/agenda.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { follow } from '../../platform/follow.ts';
import { createTurns } from '../../platform/turns.ts';

type State =
  | { readonly status: 'loading' }
  | { readonly status: 'listed'; readonly agenda: Agenda }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface AgendaStore {
  readonly state: StoreApi<State>;
  readonly load: () => Promise<void>;
  /** Loads, and again whenever an appointment changes; answers how to stop. */
  readonly follow: () => () => void;
}

/** The appointments of the open record's patient. A store serves one record. */
export function createAgendaStore(bridge: Pick<Bridge, 'agenda.list' | 'on'>, ins: InsRef): AgendaStore {
  const state = createStore<State>(() => ({ status: 'loading' }));
  const turns = createTurns();
  const load = async (): Promise<void> => {
    const turn = turns.next();
    const answer = await bridge['agenda.list']({ ins });
    if (!turn.isCurrent()) return;
    state.setState(
      answer.ok ? { status: 'listed', agenda: answer.value } : { status: 'failed', failure: answer.error },
      true,
    );
  };
  return {
    state,
    load,
    follow: () => follow(bridge, 'messages.changed', load, turns),
  };
}
