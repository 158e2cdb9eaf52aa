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
}

export interface VisitBagStore {
  readonly state: StoreApi<Held>;
  /** Asks for the bag, and hears of its changes until the answer is called. */
  readonly follow: () => () => void;
  readonly loadChoices: () => Promise<void>;
  readonly toggle: (ins: InsRef) => void;
  readonly seal: () => Promise<void>;
  readonly cancel: () => void;
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

/** The bag for the home visits of the day: who may be taken along, who is chosen, who is in it. */
export function createVisitBagStore(bridge: BagBridge): VisitBagStore {
  const state = createStore<Held>(() => ({
    bag: null,
    choices: { status: 'loading' },
    chosen: new Set(),
    notTaken: [],
    failure: null,
  }));
  const show = (bag: VisitBagState): void => state.setState({ bag });

  const ended = (answer: Result<VisitBagState, Failure>): void =>
    state.setState(
      answer.ok
        ? { bag: answer.value, notTaken: [], chosen: new Set(), failure: null }
        : { failure: answer.error },
    );

  return {
    state,
    follow: () => {
      const stop = bridge.on('visitBag.changed', show);
      void bridge['visitBag.state']({}).then((answer) => {
        if (answer.ok) show(answer.value);
      });
      return stop;
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
      const answer = await bridge['visitBag.seal']({ patients });
      if (!answer.ok) return state.setState({ failure: answer.error });
      const { notTaken, state: bag } = answer.value;
      state.setState({ bag, notTaken, chosen: new Set() });
    },
    cancel: () => void bridge['visitBag.cancel']({}),
    remove: async (ins) => ended(await bridge['visitBag.remove']({ ins })),
    destroy: async () => ended(await bridge['visitBag.destroy']({})),
  };
}
