import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OutboxEntry } from '../../../shared/bridge/deposit.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

export type Outbox =
  | { readonly status: 'loading' }
  | { readonly status: 'listed'; readonly entries: readonly OutboxEntry[] }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface OutboxStore {
  readonly state: StoreApi<Outbox>;
  readonly load: () => Promise<void>;
  readonly end: () => void;
}

/** What this post still has to send, and what was received. */
export function createOutboxStore(bridge: Pick<Bridge, 'deposit.outbox'>): OutboxStore {
  const state = createStore<Outbox>(() => ({ status: 'loading' }));
  const turns = createTurns();
  return {
    state,
    load: async () => {
      const turn = turns.next();
      const answer = await bridge['deposit.outbox']({});
      if (!turn.isCurrent()) return;
      state.setState(
        answer.ok
          ? { status: 'listed', entries: answer.value.entries }
          : { status: 'failed', failure: answer.error },
        true,
      );
    },
    end: turns.end,
  };
}
