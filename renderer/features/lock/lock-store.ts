import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { KeysNeeded, KeysWay } from '../../../shared/bridge/keys.ts';
import type { SessionState } from '../../../shared/bridge/session.ts';
import type { Bridge } from '../../platform/bridge.ts';

export type Unlocking =
  | { readonly status: 'idle' }
  | { readonly status: 'checking' }
  | { readonly status: 'wrongPin'; readonly triesLeft: number }
  | { readonly status: 'cardBlocked' }
  | { readonly status: 'cardRefused' }
  /** The card was accepted; the data on this post wait for a decision. */
  | {
      readonly status: 'keysNeeded';
      readonly keys: KeysNeeded;
      readonly isChecking: boolean;
      readonly failure: Failure | null;
    }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface LockStore {
  readonly state: StoreApi<Unlocking>;
  readonly unlock: (pin: string) => Promise<SessionState | null>;
  /** Takes a way to the data, with the PIN that the card accepted. */
  readonly openKeys: (way: KeysWay) => Promise<SessionState | null>;
}

/** Trying the PIN on a locked post; `triesLeft` is what the post knows at the start. */
export function createLockStore(bridge: Pick<Bridge, 'session.unlock'>, triesLeft: number): LockStore {
  const state = createStore<Unlocking>(() => ({ status: triesLeft === 0 ? 'cardBlocked' : 'idle' }));
  /** The PIN of a card that was accepted, until its holder has decided about his data. */
  let waiting: string | null = null;

  async function attempt(pin: string, way: KeysWay): Promise<SessionState | null> {
    const before = state.getState();
    const answer = await bridge['session.unlock']({ pin, way });
    if (!answer.ok) {
      state.setState(
        before.status === 'keysNeeded'
          ? { ...before, isChecking: false, failure: answer.error }
          : { status: 'failed', failure: answer.error },
        true,
      );
      return null;
    }
    const { value } = answer;
    waiting = value.outcome === 'keysNeeded' ? pin : null;
    switch (value.outcome) {
      case 'signedIn':
        return value.state;
      case 'wrongPin':
        state.setState({ status: 'wrongPin', triesLeft: value.triesLeft }, true);
        return null;
      case 'cardBlocked':
      case 'cardRefused':
        state.setState({ status: value.outcome }, true);
        return null;
      case 'keysNeeded':
        state.setState({ status: 'keysNeeded', keys: value.keys, isChecking: false, failure: null }, true);
        return null;
    }
  }

  return {
    state,
    unlock: async (pin) => {
      if (state.getState().status === 'checking') return null;
      state.setState({ status: 'checking' }, true);
      return attempt(pin, { kind: 'usual' });
    },
    openKeys: async (way) => {
      const now = state.getState();
      if (waiting === null || now.status !== 'keysNeeded' || now.isChecking) return null;
      state.setState({ ...now, isChecking: true, failure: null }, true);
      return attempt(waiting, way);
    },
  };
}
