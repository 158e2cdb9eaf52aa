import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns, type Turn } from '../../platform/turns.ts';

type More =
  | { readonly status: 'complete' }
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly failure: Failure };

export type Documents =
  | { readonly status: 'loading' }
  | {
      readonly status: 'listed';
      readonly documents: readonly DocumentSummary[];
      /** How many the service will list; fewer are here while `more` is loading. */
      readonly total: number;
      readonly asOf: string;
      readonly more: More;
    }
  | { readonly status: 'failed'; readonly failure: Failure };

/** What is asked of the service; everything else is filtered in the page. */
interface Scope {
  /** Acts from this day on; null: everything. */
  readonly since: string | null;
  readonly includeSuperseded: boolean;
}

interface DocumentsState {
  readonly scope: Scope;
  readonly documents: Documents;
}

export interface DocumentsStore {
  readonly state: StoreApi<DocumentsState>;
  readonly load: (change?: Partial<Scope>) => Promise<void>;
  /** One document changed or left the list (null): no other line moves. */
  readonly replace: (uniqueId: string, document: DocumentSummary | null) => void;
  readonly end: () => void;
}

/**
 * The documents of one record that this professional may read, page after page. A store serves one record:
 * an answer that names another one is dropped.
 *
 * @param since first day of the first list, `YYYY-MM-DD` (docs/rules.md 3.32)
 */
export function createDocumentsStore(
  bridge: Pick<Bridge, 'record.documents'>,
  ins: InsRef,
  since: string,
): DocumentsStore {
  const state = createStore<DocumentsState>(() => ({
    scope: { since, includeSuperseded: false },
    documents: { status: 'loading' },
  }));
  const turns = createTurns();

  const page = async (cursor: string | null, turn: Turn): Promise<void> => {
    const answer = await bridge['record.documents']({ ins, ...state.getState().scope, cursor });
    if (!turn.isCurrent()) return;
    const { documents: known } = state.getState();
    if (!answer.ok) {
      const failed = { status: 'failed', failure: answer.error } as const;
      const documents = cursor !== null && known.status === 'listed' ? { ...known, more: failed } : failed;
      return state.setState({ documents });
    }
    const { value } = answer;
    if (value.ins.value !== ins.value) return;
    const before = cursor !== null && known.status === 'listed' ? known.documents : [];
    state.setState({
      documents: {
        status: 'listed',
        documents: [...before, ...value.documents],
        total: value.total,
        asOf: value.asOf,
        more: { status: value.cursor === null ? 'complete' : 'loading' },
      },
    });
    if (value.cursor !== null) await page(value.cursor, turn);
  };

  return {
    state,
    load: async (change = {}) => {
      const turn = turns.next();
      const { scope, documents } = state.getState();
      // The list stays in sight while it is asked again; only a new scope starts from nothing.
      const fresh = Object.keys(change).length > 0 || documents.status === 'failed';
      state.setState({
        scope: { ...scope, ...change },
        documents: fresh ? { status: 'loading' } : documents,
      });
      await page(null, turn);
    },
    replace: (uniqueId, document) => {
      const { documents } = state.getState();
      if (documents.status !== 'listed') return;
      const next = documents.documents.flatMap((known) =>
        known.uniqueId !== uniqueId ? [known] : document === null ? [] : [document],
      );
      const total = documents.total - (documents.documents.length - next.length);
      state.setState({ documents: { ...documents, documents: next, total } });
    },
    end: turns.end,
  };
}
