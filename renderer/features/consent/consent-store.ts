import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';
import type { Draft } from '../../platform/drafts.ts';

export const GROUNDS = ['CARE_TEAM.ORAL', 'CARE_TEAM.WRITTEN', 'EXPLICIT.ORAL', 'EXPLICIT.WRITTEN'] as const;
/** Basis and form of a consent, chosen in one act: one of four squares. */
export type Ground = (typeof GROUNDS)[number];

export interface ConsentState {
  /** Nothing is chosen until the professional chooses. */
  readonly ground: Ground | null;
  readonly stated: boolean;
  readonly sending:
    { readonly status: 'idle' | 'declaring' } | { readonly status: 'failed'; readonly failure: Failure };
}

export interface ConsentStore {
  readonly state: StoreApi<ConsentState>;
  readonly choose: (ground: Ground) => void;
  readonly affirm: (stated: boolean) => void;
  /** Declares what was chosen and stated; does nothing when either is missing. */
  readonly declare: () => Promise<RecordView | null>;
}

const BASIS = {
  'CARE_TEAM.ORAL': { basis: 'CARE_TEAM', form: 'ORAL' },
  'CARE_TEAM.WRITTEN': { basis: 'CARE_TEAM', form: 'WRITTEN' },
  'EXPLICIT.ORAL': { basis: 'EXPLICIT', form: 'ORAL' },
  'EXPLICIT.WRITTEN': { basis: 'EXPLICIT', form: 'WRITTEN' },
} as const satisfies Record<Ground, unknown>;

/** The declaration of one patient's consent: two choices of the professional, then his act; never automatic. */
export function createConsentStore(
  bridge: Pick<Bridge, 'consent.declare'>,
  ins: InsRef,
  draft: Draft,
): ConsentStore {
  const state = createStore<ConsentState>(() => ({
    ground: null,
    stated: false,
    sending: { status: 'idle' },
  }));
  // What was chosen before a lock; what it states is stated anew.
  void draft.read().then((kept) => {
    const ground = GROUNDS.find((known) => known === kept?.text);
    if (ground !== undefined && state.getState().ground === null) state.setState({ ground, stated: false });
  });
  return {
    state,
    // The statement is about one ground: another ground is another statement, to be ticked anew.
    choose: (ground) => {
      draft.keep(ground);
      state.setState((last) => (last.ground === ground ? {} : { ground, stated: false }));
    },
    affirm: (stated) => state.setState(({ ground }) => ({ stated: stated && ground !== null })),
    declare: async () => {
      const { ground, stated, sending } = state.getState();
      if (ground === null || !stated || sending.status === 'declaring') return null;
      state.setState({ sending: { status: 'declaring' } });
      const answer = await bridge['consent.declare']({ ins, ...BASIS[ground], confirmed: true });
      if (!answer.ok) {
        state.setState({ sending: { status: 'failed', failure: answer.error } });
        return null;
      }
      draft.drop();
      state.setState({ ground: null, stated: false, sending: { status: 'idle' } });
      return answer.value.patient.ins.value === ins.value ? answer.value : null;
    },
  };
}
