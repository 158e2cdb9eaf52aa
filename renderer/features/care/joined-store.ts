import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

interface Joined {
  readonly documents: readonly DocumentSummary[];
  readonly failure: Failure | null;
}

export interface JoinedStore {
  readonly state: StoreApi<Joined>;
  /** Reads every page of a period. */
  readonly load: (since: string | null) => Promise<void>;
  readonly replace: (uniqueId: string, document: DocumentSummary | null) => void;
  readonly end: () => void;
}

/** The documents of one record, to be joined with its care history. */
export function createJoinedStore(bridge: Pick<Bridge, 'record.documents'>, ins: InsRef): JoinedStore {
  const state = createStore<Joined>(() => ({ documents: [], failure: null }));
  const turns = createTurns();

  return {
    state,
    load: async (since) => {
      const turn = turns.next();
      const documents: DocumentSummary[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<Bridge['record.documents']>> = await bridge['record.documents']({
          ins,
          since,
          includeSuperseded: false,
          cursor,
        });
        if (!turn.isCurrent()) return;
        if (!page.ok) return state.setState({ failure: page.error });
        if (page.value.ins.value !== ins.value) return;
        documents.push(...page.value.documents);
        ({ cursor } = page.value);
        state.setState({ documents: [...documents], failure: null });
      } while (cursor !== null);
    },
    replace: (uniqueId, document) =>
      state.setState(({ documents }) => ({
        documents: documents.flatMap((each) => (each.uniqueId === uniqueId ? (document ?? []) : [each])),
      })),
    end: turns.end,
  };
}
