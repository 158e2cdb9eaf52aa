import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OwnEmergency } from '../../../shared/bridge/emergency.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

export type ReviewState =
  | { readonly status: 'loading' }
  | { readonly status: 'listed'; readonly entries: readonly OwnEmergency[] }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface ReviewStore {
  readonly state: StoreApi<ReviewState>;
  readonly load: () => Promise<void>;
  readonly review: (id: string) => Promise<void>;
  readonly end: () => void;
}

/** One's own emergency accesses, to be looked over. */
export function createReviewStore(bridge: Pick<Bridge, 'emergency.own' | 'emergency.review'>): ReviewStore {
  const state = createStore<ReviewState>(() => ({ status: 'loading' }));
  const turns = createTurns();
  const ask = async (question: () => ReturnType<Bridge['emergency.own']>): Promise<void> => {
    const turn = turns.next();
    const answer = await question();
    if (!turn.isCurrent()) return;
    state.setState(
      answer.ok
        ? { status: 'listed', entries: answer.value.entries }
        : { status: 'failed', failure: answer.error },
      true,
    );
  };
  return {
    state,
    load: () => ask(() => bridge['emergency.own']({})),
    review: (id) => ask(() => bridge['emergency.review']({ id })),
    end: turns.end,
  };
}
