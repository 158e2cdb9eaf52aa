import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Finding } from '../../../shared/doctor/findings.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

type Examination =
  | { readonly status: 'examining' }
  | { readonly status: 'examined'; readonly findings: readonly Finding[] }
  | { readonly status: 'failed'; readonly failure: Failure };

/** Where the incident pack stands; null: nobody asked for it. */
type Pack = 'saving' | 'saved' | 'cancelled' | Failure | null;

interface DoctorState {
  readonly examination: Examination;
  readonly pack: Pack;
}

export interface DoctorStore {
  readonly state: StoreApi<DoctorState>;
  readonly examine: () => Promise<void>;
  readonly savePack: () => Promise<void>;
  readonly end: () => void;
}

/** The examination of the post, made anew at each asking. */
export function createDoctorStore(bridge: Pick<Bridge, 'doctor.examine' | 'doctor.savePack'>): DoctorStore {
  const state = createStore<DoctorState>(() => ({ examination: { status: 'examining' }, pack: null }));
  const turns = createTurns();
  return {
    state,
    examine: async () => {
      const turn = turns.next();
      state.setState({ examination: { status: 'examining' } });
      const answer = await bridge['doctor.examine']({});
      if (!turn.isCurrent()) return;
      state.setState({
        examination: answer.ok
          ? { status: 'examined', findings: answer.value }
          : { status: 'failed', failure: answer.error },
      });
    },
    savePack: async () => {
      if (state.getState().pack === 'saving') return;
      state.setState({ pack: 'saving' });
      const answer = await bridge['doctor.savePack']({});
      if (answer.ok) state.setState({ pack: answer.value.saved ? 'saved' : 'cancelled' });
      else state.setState({ pack: answer.error });
    },
    end: turns.end,
  };
}
