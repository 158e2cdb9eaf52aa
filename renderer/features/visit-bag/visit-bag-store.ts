import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure, FailureCode } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { MyRecord } from '../../../shared/bridge/my-records.ts';
import type { VisitBagState } from '../../../shared/bridge/visit-bag.ts';
import type { Result } from '../../../shared/result.ts';
import type { Bridge } from '../../platform/bridge.ts';

interface NotTaken {
  readonly ins: InsRef;
  readonly code: FailureCode;
}

type Choices =
  | { readonly status: 'loading' }
  | { readonly status: 'listed'; readonly records: readonly MyRecord[] }
  | { readonly status: 'failed'; readonly failure: Failure };

interface Held {
  /** null while it is not known. */
  readonly bag: VisitBagState | null;
  readonly choices: Choices;
  /** INS of those who are chosen. */
  readonly chosen: ReadonlySet<string>;
  readonly notTaken: readonly NotTaken[];
  readonly failure: Failure | null;
  readonly pages: ReadingPages;
}

/** PDF that were taken along are being read for the search by words. */
interface ReadingPages {
  readonly isReading: boolean;
  /** How many there were to read when it began. */
  readonly of: number;
}

export interface VisitBagStore {
  readonly state: StoreApi<Held>;
  /** Asks for the bag, and hears of its changes until the answer is called. */
  readonly follow: () => () => void;
  readonly loadChoices: () => Promise<void>;
  readonly toggle: (ins: InsRef) => void;
  readonly seal: () => Promise<void>;
  readonly cancel: () => void;
  /** Goes on with the PDF whose words nobody has read. */
  readonly readPages: () => void;
  readonly stopPages: () => void;
  /** Takes one patient out: his key is destroyed. */
  readonly remove: (ins: InsRef) => Promise<void>;
  readonly destroy: () => Promise<void>;
}

type BagBridge = Pick<
  Bridge,
  | 'visitBag.state'
  | 'visitBag.seal'
  | 'visitBag.cancel'
  | 'visitBag.remove'
  | 'visitBag.destroy'
  | 'records.mine'
  | 'on'
>;

/**
 * The bag for the home visits of the day: who may be taken along, who is chosen, who is in it.
 *
 * @param readWords reads the words of the PDF in it, until there is none or it is left
 */
export function createVisitBagStore(
  bridge: BagBridge,
  readWords: (leaving: AbortSignal) => Promise<void>,
): VisitBagStore {
  const state = createStore<Held>(() => ({
    bag: null,
    choices: { status: 'loading' },
    chosen: new Set(),
    notTaken: [],
    failure: null,
    pages: { isReading: false, of: 0 },
  }));
  let isFollowed = false;
  /** Stopped by hand: it goes on when it is asked to, or with the next patients. */
  let isStopped = false;
  let turn: AbortController | null = null;

  async function read(): Promise<void> {
    const { bag } = state.getState();
    const of = toRead(bag);
    if (turn !== null || isStopped || !isFollowed || of === 0 || bag?.sealing !== null) return;
    turn = new AbortController();
    const { signal } = turn;
    state.setState({ pages: { isReading: true, of } });
    await readWords(signal).catch(() => undefined);
    turn = null;
    state.setState({ pages: { isReading: false, of: 0 } });
    // It was asked for again while it was ending.
    if (signal.aborted) void read();
  }

  const show = (bag: VisitBagState): void => {
    const { isReading, of } = state.getState().pages;
    state.setState({ bag, pages: { isReading, of: Math.max(of, isReading ? toRead(bag) : 0) } });
    void read();
  };

  const ended = (answer: Result<VisitBagState, Failure>): void =>
    state.setState(
      answer.ok
        ? { bag: answer.value, notTaken: [], chosen: new Set(), failure: null }
        : { failure: answer.error },
    );

  return {
    state,
    follow: () => {
      isFollowed = true;
      const stop = bridge.on('visitBag.changed', show);
      void bridge['visitBag.state']({}).then((answer) => {
        if (answer.ok) show(answer.value);
      });
      return () => {
        isFollowed = false;
        turn?.abort();
        stop();
      };
    },
    loadChoices: async () => {
      const answer = await bridge['records.mine']({});
      state.setState({
        choices: answer.ok
          ? { status: 'listed', records: answer.value.records.filter(({ status }) => status === 'running') }
          : { status: 'failed', failure: answer.error },
      });
    },
    toggle: ({ value }) =>
      state.setState(({ chosen }) => {
        const next = new Set(chosen);
        if (!next.delete(value)) next.add(value);
        return { chosen: next };
      }),
    seal: async () => {
      const { choices, chosen } = state.getState();
      if (choices.status !== 'listed' || chosen.size === 0) return;
      const patients = choices.records
        .map(({ patient }) => patient.ins)
        .filter(({ value }) => chosen.has(value));
      state.setState({ notTaken: [], failure: null });
      isStopped = false;
      const answer = await bridge['visitBag.seal']({ patients });
      if (!answer.ok) return state.setState({ failure: answer.error });
      const { notTaken, state: bag } = answer.value;
      state.setState({ notTaken, chosen: new Set() });
      show(bag);
    },
    cancel: () => void bridge['visitBag.cancel']({}),
    readPages: () => {
      isStopped = false;
      if (turn === null) void read();
      // The document under way is read to its end; the turn that ends then begins the next.
      else state.setState(({ bag }) => ({ pages: { isReading: true, of: toRead(bag) } }));
    },
    stopPages: () => {
      isStopped = true;
      turn?.abort();
      state.setState(({ pages }) => ({ pages: { ...pages, isReading: false } }));
    },
    remove: async (ins) => ended(await bridge['visitBag.remove']({ ins })),
    destroy: async () => ended(await bridge['visitBag.destroy']({})),
  };
}

/** PDF of the bag whose words nobody has read. */
export const toRead = (bag: VisitBagState | null): number =>
  bag?.bag?.patients.reduce((sum, { unread }) => sum + unread, 0) ?? 0;
