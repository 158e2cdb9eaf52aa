import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { FeedingOpposition } from '../../../shared/bridge/feeding.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

type FeedingBridge = Pick<Bridge, 'feeding.oppositions' | 'feeding.oppose' | 'feeding.lift'>;

export interface FeedingStore {
  /** Those that stand, the newest first. */
  readonly state: StoreApi<{ readonly standing: readonly FeedingOpposition[] }>;
  readonly load: () => Promise<void>;
  readonly oppose: (
    reason: string,
    document: { readonly draftId: string; readonly title: string } | null,
  ) => Promise<Failure | null>;
  readonly lift: (id: string, because: string) => Promise<Failure | null>;
  readonly end: () => void;
}

/** The oppositions of one patient that stand against a deposit. */
export function createFeedingStore(bridge: FeedingBridge, ins: InsRef): FeedingStore {
  const state = createStore<{ readonly standing: readonly FeedingOpposition[] }>(() => ({ standing: [] }));
  const turns = createTurns();
  const take = (oppositions: readonly FeedingOpposition[]): void =>
    state.setState({ standing: oppositions.filter(({ lifted }) => lifted === null) });
  return {
    state,
    load: async () => {
      const turn = turns.next();
      const answer = await bridge['feeding.oppositions']({ ins });
      if (turn.isCurrent() && answer.ok) take(answer.value.oppositions);
    },
    oppose: async (reason, document) => {
      const answer = await bridge['feeding.oppose']({ ins, reason, document });
      if (!answer.ok) return answer.error;
      take(answer.value.oppositions);
      return null;
    },
    lift: async (id, because) => {
      const answer = await bridge['feeding.lift']({ ins, id, because });
      if (!answer.ok) return answer.error;
      take(answer.value.oppositions);
      return null;
    },
    end: turns.end,
  };
}
