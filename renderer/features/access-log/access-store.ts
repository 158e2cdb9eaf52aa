import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AccessEntry, AccessFilter, AccessPage } from '../../../shared/bridge/access-log.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

export const NO_FILTER: AccessFilter = {
  person: '',
  group: null,
  mode: null,
  outcome: null,
  from: null,
  to: null,
};

export type Accesses =
  | { readonly status: 'loading' }
  | {
      readonly status: 'listed';
      readonly entries: readonly AccessEntry[];
      readonly total: number;
      readonly scope: AccessPage['scope'];
      readonly cursor: string | null;
      readonly more: 'resting' | 'loading';
    }
  | { readonly status: 'failed'; readonly failure: Failure };

type Exported =
  | { readonly status: 'idle' | 'exporting' }
  | { readonly status: 'saved'; readonly what: 'list' | 'proof'; readonly entries: number }
  | { readonly status: 'failed'; readonly failure: Failure };

interface AccessState {
  readonly filter: AccessFilter;
  readonly accesses: Accesses;
  readonly exported: Exported;
}

export interface AccessStore {
  readonly state: StoreApi<AccessState>;
  readonly load: () => Promise<void>;
  /** Narrows the list; it is asked for when the typing rests. */
  readonly filter: (change: Partial<AccessFilter>) => void;
  /** The next page, when the end of the list comes into sight. */
  readonly more: () => Promise<void>;
  readonly export: (format: 'csv' | 'json') => Promise<void>;
  /** Saves what proves one act, or all of them (null), to whoever does not believe us. */
  readonly prove: (actId: string | null) => Promise<void>;
  readonly end: () => void;
}

const REST_MS = 250;

/** The journal of one record, page after page. A store serves one record: another's answer is dropped. */
export function createAccessStore(
  bridge: Pick<Bridge, 'access.list' | 'access.export' | 'journal.saveProof'>,
  ins: InsRef,
): AccessStore {
  const state = createStore<AccessState>(() => ({
    filter: NO_FILTER,
    accesses: { status: 'loading' },
    exported: { status: 'idle' },
  }));
  const turns = createTurns();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const page = async (cursor: string | null): Promise<void> => {
    const turn = turns.next();
    const answer = await bridge['access.list']({ ins, filter: state.getState().filter, cursor });
    if (!turn.isCurrent()) return;
    if (!answer.ok) {
      state.setState({ accesses: { status: 'failed', failure: answer.error } });
      return;
    }
    const { value } = answer;
    if (value.ins.value !== ins.value) return;
    const { accesses: known } = state.getState();
    const before = cursor !== null && known.status === 'listed' ? known.entries : [];
    state.setState({
      accesses: {
        status: 'listed',
        entries: [...before, ...value.entries],
        total: value.total,
        scope: value.scope,
        cursor: value.cursor,
        more: 'resting',
      },
    });
  };

  const save = async (
    what: 'list' | 'proof',
    asked: () => ReturnType<Bridge['access.export' | 'journal.saveProof']>,
  ): Promise<void> => {
    if (state.getState().exported.status === 'exporting') return;
    state.setState({ exported: { status: 'exporting' } });
    const answer = await asked();
    if (!answer.ok) state.setState({ exported: { status: 'failed', failure: answer.error } });
    else if (answer.value.saved)
      state.setState({ exported: { status: 'saved', what, entries: answer.value.entries } });
    else state.setState({ exported: { status: 'idle' } });
  };

  return {
    state,
    load: () => page(null),
    filter: (change) => {
      turns.end();
      clearTimeout(timer);
      state.setState(({ filter }) => ({
        filter: { ...filter, ...change },
        accesses: { status: 'loading' },
        exported: { status: 'idle' },
      }));
      timer = setTimeout(() => void page(null), 'person' in change ? REST_MS : 0);
    },
    more: async () => {
      const { accesses } = state.getState();
      if (accesses.status !== 'listed' || accesses.cursor === null || accesses.more === 'loading') return;
      state.setState({ accesses: { ...accesses, more: 'loading' } });
      await page(accesses.cursor);
    },
    export: (format) =>
      save('list', () => bridge['access.export']({ ins, filter: state.getState().filter, format })),
    prove: (actId) => save('proof', () => bridge['journal.saveProof']({ ins, actId })),
    end: () => {
      clearTimeout(timer);
      turns.end();
    },
  };
}
