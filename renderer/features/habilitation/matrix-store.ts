import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { MatrixView } from '../../../shared/bridge/matrix.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

type MatrixState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly failure: Failure; readonly id: string | null }
  | { readonly status: 'shown'; readonly view: MatrixView; readonly id: string | null };

export interface MatrixStore {
  readonly state: StoreApi<MatrixState>;
  /** The matrix that the service judges by, or one of its versions. */
  readonly show: (id: string | null) => Promise<void>;
  readonly end: () => void;
}

export function createMatrixStore(bridge: Pick<Bridge, 'matrix.view'>): MatrixStore {
  const state = createStore<MatrixState>(() => ({ status: 'loading' }));
  const turns = createTurns();
  return {
    state,
    show: async (id) => {
      const turn = turns.next();
      const answer = await bridge['matrix.view']({ id });
      if (!turn.isCurrent()) return;
      state.setState(
        answer.ok
          ? { status: 'shown', view: answer.value, id }
          : { status: 'failed', failure: answer.error, id },
        true,
      );
    },
    end: turns.end,
  };
}
