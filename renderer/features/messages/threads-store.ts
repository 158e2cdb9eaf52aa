import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Thread } from '../../../shared/bridge/messages.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { follow } from '../../platform/follow.ts';
import { createTurns } from '../../platform/turns.ts';

export type Threads =
  | { readonly status: 'loading' }
  | {
      readonly status: 'listed';
      readonly threads: readonly Thread[];
      readonly isPartial: boolean;
      /** Why the last look at them failed: what is listed is that of an earlier one. */
      readonly failure: Failure | null;
    }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface ThreadsStore {
  readonly state: StoreApi<Threads>;
  readonly load: () => Promise<void>;
  /** Loads, and again whenever something is written or read; answers how to stop. */
  readonly follow: () => () => void;
}

/** The professional's threads: of one patient, or (null) of all of them. */
export function createThreadsStore(
  bridge: Pick<Bridge, 'messages.threads' | 'on'>,
  ins: InsRef | null,
): ThreadsStore {
  const state = createStore<Threads>(() => ({ status: 'loading' }));
  const turns = createTurns();
  const load = async (): Promise<void> => {
    const turn = turns.next();
    const answer = await bridge['messages.threads']({ ins });
    if (!turn.isCurrent()) return;
    if (answer.ok) {
      const { threads, isPartial } = answer.value;
      state.setState({ status: 'listed', threads, isPartial, failure: null }, true);
      return;
    }
    const before = state.getState();
    if (before.status === 'listed' && answer.error.code === 'SERVICE_UNREACHABLE') {
      state.setState({ ...before, failure: answer.error }, true);
    } else state.setState({ status: 'failed', failure: answer.error }, true);
  };
  return {
    state,
    load,
    follow: () => follow(bridge, 'messages.changed', load, turns),
  };
}

/** How many messages are new in all threads; 0 while that is not known. */
export const unreadOf = (threads: Threads): number =>
  threads.status === 'listed' ? threads.threads.reduce((sum, { unread }) => sum + unread, 0) : 0;
