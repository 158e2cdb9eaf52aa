import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { DocumentPage, DocumentSummary, Kept } from '../../../shared/bridge/record.ts';
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
      /** The list is what the post kept; absent: the service has just given it. */
      readonly kept?: Kept | undefined;
      /** Where it was kept: the documents that can be read without the service. */
      readonly readable?: ReadonlySet<string> | undefined;
    }
  | { readonly status: 'failed'; readonly failure: Failure };

/** What is asked of the service; everything else is filtered in the page. */
interface Scope {
  /** Acts from this day on; null: everything. */
  readonly since: string | null;
  readonly includeSuperseded: boolean;
  /** Only what is masked; for a médecin traitant. */
  readonly maskedOnly: boolean;
}

interface DocumentsState {
  readonly scope: Scope;
  readonly documents: Documents;
}

export interface DocumentsStore {
  readonly state: StoreApi<DocumentsState>;
  readonly load: (change?: Partial<Scope>) => Promise<void>;
  /**
   * Asks for everything again without a word: what is shown stays until the whole answer is here, and stays the
   * same object where nothing changed, so that no line, focus or scroll moves.
   */
  readonly refresh: () => Promise<void>;
  /** One document changed or left the list (null): no other line moves. */
  readonly replace: (uniqueId: string, document: DocumentSummary | null) => void;
  readonly end: () => void;
}

/**
 * The documents of one record that this professional may read, page after page. A store serves one record:
 * an answer that names another one is dropped.
 *
 * @param since first day of the first list, `YYYY-MM-DD` (DMP guide, TD3.1)
 * @param first what the post kept of that list, where it is here already
 */
export function createDocumentsStore(
  bridge: Pick<Bridge, 'record.documents' | 'record.kept'>,
  ins: InsRef,
  since: string,
  first: DocumentPage | null = null,
): DocumentsStore {
  const state = createStore<DocumentsState>(() => ({
    scope: { since, includeSuperseded: false, maskedOnly: false },
    documents: first?.ins.value === ins.value ? wholeList(first) : { status: 'loading' },
  }));
  const turns = createTurns();
  /** The record changed while it was listed: what was listed may be from before. */
  let isOutOfDate = false;

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
        ...keptIn(value),
      },
    });
    if (value.cursor !== null) await page(value.cursor, turn);
  };

  const ask = (scope: Scope, cursor: string | null) =>
    bridge['record.documents']({ ins, ...scope, cursor, byItself: true });

  /** What the post kept, at once, while the service is asked; what it says takes its place. */
  async function glance(turn: Turn): Promise<void> {
    const answer = await bridge['record.kept']({ ins, since });
    if (!turn.isCurrent() || !answer.ok || answer.value === null) return;
    const { documents: page } = answer.value;
    if (state.getState().documents.status !== 'loading' || page.ins.value !== ins.value) return;
    state.setState({ documents: wholeList(page) });
  }

  function settle(documents: DocumentSummary[], page: DocumentPage): void {
    const { documents: known } = state.getState();
    const isSame =
      known.status === 'listed' &&
      known.more.status === 'complete' &&
      known.kept?.at === page.kept?.at &&
      JSON.stringify(known.documents) === JSON.stringify(documents);
    if (isSame) return;
    state.setState({ documents: wholeList({ ...page, documents }) });
  }

  async function refresh(): Promise<void> {
    if (state.getState().documents.status !== 'listed') {
      isOutOfDate = true;
      return;
    }
    isOutOfDate = false;
    const turn = turns.next();
    const { scope } = state.getState();
    const found: DocumentSummary[] = [];
    let cursor: string | null = null;
    do {
      const answer: Awaited<ReturnType<typeof ask>> = await ask(scope, cursor);
      if (!turn.isCurrent()) return;
      if (!answer.ok) {
        // A service that does not answer has hidden nothing: the list stays as it was.
        if (answer.error.code === 'SERVICE_UNREACHABLE') return;
        return state.setState({ documents: { status: 'failed', failure: answer.error } });
      }
      if (answer.value.ins.value !== ins.value) return;
      found.push(...answer.value.documents);
      ({ cursor } = answer.value);
      if (cursor === null) settle(found, answer.value);
    } while (cursor !== null);
  }

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
      if (documents.status === 'loading' && !fresh) void glance(turn);
      await page(null, turn);
      if (turn.isCurrent() && isOutOfDate) await refresh();
    },
    refresh,
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

/** A list of which nothing is missing. */
const wholeList = (page: DocumentPage) =>
  ({
    status: 'listed',
    documents: page.documents,
    total: page.total,
    asOf: page.asOf,
    more: { status: 'complete' },
    ...keptIn(page),
  }) as const;

const keptIn = ({ kept, readable }: DocumentPage) =>
  kept === undefined ? { kept: undefined, readable: undefined } : { kept, readable: new Set(readable) };
