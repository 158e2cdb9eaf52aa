import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { DraftCode, OwnKeys } from '../../../shared/bridge/keys.ts';
import type { Bridge } from '../../platform/bridge.ts';

/** What the code on paper is for: to open after a lost keychain, or that and a new key. */
export type CodePurpose = 'code' | 'renewal';

export type KeysStep =
  | { readonly step: 'facts' }
  | { readonly step: 'print'; readonly purpose: CodePurpose; readonly draft: DraftCode }
  | {
      readonly step: 'confirm';
      readonly purpose: CodePurpose;
      readonly draft: DraftCode;
      readonly fault: 'notConfirmed' | PinFault | null;
    }
  | { readonly step: 'pin'; readonly fault: 'tooSimple' | PinFault | null };

export type PinFault = { readonly triesLeft: number };

/** What was done last, said where the facts stand. */
export type KeysDone = 'codeKept' | 'renewalLaid' | 'pinChanged' | 'pinChangedFormerAsked';

interface OwnKeysState {
  /** null: not told yet. */
  readonly keys: OwnKeys | null;
  readonly step: KeysStep;
  readonly done: KeysDone | null;
  readonly isPending: boolean;
  readonly failure: Failure | null;
}

export interface OwnKeysStore {
  readonly state: StoreApi<OwnKeysState>;
  readonly load: () => Promise<void>;
  readonly back: () => void;
  readonly draft: (purpose: CodePurpose) => Promise<void>;
  readonly print: () => Promise<void>;
  /** The paper is in hand. */
  readonly printed: () => void;
  readonly confirm: (typed: readonly string[], pin: string) => Promise<void>;
  readonly askPin: () => void;
  readonly changePin: (pin: string, newPin: string) => Promise<void>;
}

type KeysBridge = Pick<
  Bridge,
  'keys.state' | 'keys.draftCode' | 'keys.printCode' | 'keys.confirmCode' | 'keys.renew' | 'keys.changePin'
>;

const START: OwnKeysState = {
  keys: null,
  step: { step: 'facts' },
  done: null,
  isPending: false,
  failure: null,
};

/** Taking care of one's keys, one act at a time. */
export function createOwnKeysStore(bridge: KeysBridge): OwnKeysStore {
  const state = createStore<OwnKeysState>(() => START);
  const set = (change: Partial<OwnKeysState>): void => state.setState(change);

  /** Asks the post; a failure stays on the screen from which it was asked. */
  async function ask<T>(
    call: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure }>,
  ): Promise<T | undefined> {
    set({ isPending: true, failure: null });
    const answer = await call;
    set({ isPending: false, failure: answer.ok ? null : answer.error });
    return answer.ok ? answer.value : undefined;
  }

  const facts = (done: KeysDone | null, keys?: OwnKeys): void =>
    set({ step: { step: 'facts' }, done, ...(keys === undefined ? {} : { keys }) });

  return {
    state,
    load: async () => {
      state.setState(START, true);
      const keys = await ask(bridge['keys.state']({}));
      if (keys !== undefined) set({ keys });
    },
    back: () => set({ step: { step: 'facts' }, failure: null }),
    draft: async (purpose) => {
      const draft = await ask(bridge['keys.draftCode']({}));
      if (draft !== undefined) set({ step: { step: 'print', purpose, draft }, done: null });
    },
    print: async () => void (await ask(bridge['keys.printCode']({}))),
    printed: () => {
      const { step } = state.getState();
      if (step.step === 'print') set({ step: { ...step, step: 'confirm', fault: null } });
    },
    confirm: async (typed, pin) => {
      const { step } = state.getState();
      if (step.step !== 'confirm') return;
      if (step.purpose === 'code') {
        const answer = await ask(bridge['keys.confirmCode']({ typed: [...typed] }));
        if (answer === undefined) return;
        if (answer.confirmed) facts('codeKept', answer.keys);
        else set({ step: { ...step, fault: 'notConfirmed' } });
        return;
      }
      const answer = await ask(bridge['keys.renew']({ typed: [...typed], pin }));
      if (answer === undefined) return;
      if (answer.outcome === 'laidDown') facts('renewalLaid', answer.keys);
      else {
        const fault = answer.outcome === 'notConfirmed' ? answer.outcome : pinFault(answer);
        set({ step: { ...step, fault } });
      }
    },
    askPin: () => set({ step: { step: 'pin', fault: null }, done: null }),
    changePin: async (pin, newPin) => {
      const answer = await ask(bridge['keys.changePin']({ pin, newPin }));
      if (answer === undefined) return;
      if (answer.outcome === 'changed') facts(answer.asksFormer ? 'pinChangedFormerAsked' : 'pinChanged');
      else
        set({
          step: { step: 'pin', fault: answer.outcome === 'tooSimple' ? answer.outcome : pinFault(answer) },
        });
    },
  };
}

type PinRefused =
  { readonly outcome: 'wrongPin'; readonly triesLeft: number } | { readonly outcome: 'cardBlocked' };

const pinFault = (refused: PinRefused): PinFault => ({
  triesLeft: refused.outcome === 'wrongPin' ? refused.triesLeft : 0,
});
