import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { PatientHit } from '../../../shared/bridge/patients.ts';
import { beginsAsInsDatamatrix } from '../../../shared/identity/ins-datamatrix.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

type Found =
  | { readonly status: 'loading' }
  /** `query` is the question that these lines answer; the empty one asks for the recent patients. */
  | {
      readonly status: 'found';
      readonly query: string;
      readonly hits: readonly PatientHit[];
      readonly total: number;
    }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface SearchState {
  readonly query: string;
  readonly found: Found;
}

export interface SearchStore {
  readonly state: StoreApi<SearchState>;
  /** Asks at once: the index is local. Only the newest question's answer counts. */
  readonly search: (query: string) => Promise<void>;
  readonly end: () => void;
}

const LIMIT = 50;

/** The practice's own patients, as one types. */
export function createSearchStore(bridge: Pick<Bridge, 'patients.search' | 'patients.recent'>): SearchStore {
  const state = createStore<SearchState>(() => ({ query: '', found: { status: 'loading' } }));
  const turns = createTurns();
  return {
    state,
    search: async (query) => {
      const turn = turns.next();
      state.setState({ query });
      // A code that a scanner types is nobody's name: it is read when it is whole.
      const words = beginsAsInsDatamatrix(query) ? '' : query.trim();
      const answer =
        words === ''
          ? await bridge['patients.recent']({ limit: LIMIT })
          : await bridge['patients.search']({ query: words, limit: LIMIT });
      if (!turn.isCurrent()) return;
      state.setState({
        found: answer.ok
          ? { status: 'found', query: words, ...answer.value }
          : { status: 'failed', failure: answer.error },
      });
    },
    end: turns.end,
  };
}
