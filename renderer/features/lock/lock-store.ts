import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { SessionState } from '../../../shared/bridge/session.ts';
import type { Bridge } from '../../platform/bridge.ts';

export type Unlocking =
  | { readonly status: 'idle' }
  | { readonly status: 'checking' }
  | { readonly status: 'wrongPin'; readonly triesLeft: number }
  | { readonly status: 'cardBlocked' }
  | { readonly status: 'cardRefused' }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface LockStore {
  readonly state: StoreApi<Unlocking>;
  readonly unlock: (pin: string) => Promise<SessionState | null>;
}

/** Trying the PIN on a locked post; `triesLeft` is what the post knows at the start. */
export function createLockStore(bridge: Pick<Bridge, 'session.unlock'>, triesLeft: number): LockStore {
  const state = createStore<Unlocking>(() => ({ status: triesLeft === 0 ? 'cardBlocked' : 'idle' }));
  return {
    state,
    unlock: async (pin) => {
      if (state.getState().status === 'checking') return null;
      state.setState({ status: 'checking' }, true);
      const answer = await bridge['session.unlock']({ pin });
      if (!answer.ok) {
        state.setState({ status: 'failed', failure: answer.error }, true);
        return null;
      }
      switch (answer.value.outcome) {
        case 'signedIn':
          return answer.value.state;
        case 'wrongPin':
          state.setState({ status: 'wrongPin', triesLeft: answer.value.triesLeft }, true);
          return null;
        case 'cardBlocked':
        case 'cardRefused':
          state.setState({ status: answer.value.outcome }, true);
          return null;
      }
    },
  };
}
