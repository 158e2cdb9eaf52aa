import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WaitingMessage } from '../../../shared/bridge/messages.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { follow } from '../../platform/follow.ts';
import { createTurns } from '../../platform/turns.ts';

export type WaitingBridge = Pick<
  Bridge,
  'messages.waiting' | 'messages.takeBack' | 'outbox.undo' | 'outbox.release' | 'outbox.forget' | 'on'
>;

export interface WaitingMessages {
  readonly waiting: readonly WaitingMessage[];
  /** Threads in which what arrived in this session stands, by act. */
  readonly delivered: ReadonlyMap<string, string>;
}

export interface WaitingStore {
  readonly state: StoreApi<WaitingMessages>;
  readonly load: () => Promise<void>;
  /** Loads, and again whenever an act is kept, leaves or arrives; answers how to stop. */
  readonly follow: () => () => void;
}

/** What was done in threads and the service has not received: known by this post, whatever the line does. */
export function createWaitingStore(bridge: WaitingBridge): WaitingStore {
  const state = createStore<WaitingMessages>(() => ({ waiting: [], delivered: new Map() }));
  const turns = createTurns();
  const load = async (): Promise<void> => {
    const turn = turns.next();
    const answer = await bridge['messages.waiting']({});
    if (!turn.isCurrent() || !answer.ok) return;
    const { waiting, delivered } = answer.value;
    state.setState({ waiting, delivered: new Map(delivered.map((each) => [each.actId, each.threadId])) });
  };
  return {
    state,
    load,
    follow: () => {
      const stops = [
        bridge.on('system.status', () => void load()),
        // Each piece of a large file tells how far it is; where it stands changes at its ends.
        bridge.on('outbox.progress', ({ step, sentBytes }) => {
          if (step !== 'sending' || sentBytes === 0) void load();
        }),
        follow(bridge, 'messages.changed', load, turns),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
