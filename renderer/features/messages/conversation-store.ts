import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef, PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { Message } from '../../../shared/bridge/messages.ts';
import type { Result } from '../../../shared/result.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { follow } from '../../platform/follow.ts';
import { createTurns } from '../../platform/turns.ts';

type Conversation =
  | { readonly status: 'loading' }
  | {
      readonly status: 'shown';
      readonly patient: PatientIdentity;
      readonly messages: readonly Message[];
      /** Why the last look at it failed: what is shown is that of an earlier one. */
      readonly failure: Failure | null;
    }
  | { readonly status: 'failed'; readonly failure: Failure };

export type ConversationBridge = Pick<
  Bridge,
  | 'messages.thread'
  | 'messages.read'
  | 'messages.send'
  | 'messages.setClosed'
  | 'messages.attachment'
  | 'messages.saveAttachment'
  | 'on'
>;

export interface ConversationStore {
  readonly state: StoreApi<Conversation>;
  /** Loads, and again whenever something is written or read; answers how to stop. */
  readonly follow: () => () => void;
  readonly load: () => Promise<void>;
  /** This message and those before it have been read. */
  readonly markRead: (messageId: string) => Promise<void>;
  readonly setClosed: (
    closed: boolean,
    topic: string | null,
  ) => Promise<Result<{ readonly isWaiting: boolean }, Failure>>;
}

/** One thread with one patient: an answer about another one is dropped. */
export function createConversationStore(
  bridge: ConversationBridge,
  ins: InsRef,
  threadId: string,
): ConversationStore {
  const state = createStore<Conversation>(() => ({ status: 'loading' }));
  const turns = createTurns();
  let marked: string | null = null;

  const load = async (): Promise<void> => {
    const turn = turns.next();
    const answer = await bridge['messages.thread']({ ins, threadId });
    if (!turn.isCurrent()) return;
    const before = state.getState();
    if (answer.ok) state.setState({ status: 'shown', ...answer.value, failure: null }, true);
    else if (before.status === 'shown' && answer.error.code === 'SERVICE_UNREACHABLE') {
      state.setState({ ...before, failure: answer.error }, true);
    } else state.setState({ status: 'failed', failure: answer.error }, true);
  };

  return {
    state,
    load,
    follow: () => follow(bridge, 'messages.changed', load, turns),
    markRead: async (messageId) => {
      if (messageId === marked) return;
      marked = messageId;
      const answer = await bridge['messages.read']({ messageId });
      // It stays new until the service has it: the next look says so again.
      if (!answer.ok) marked = null;
    },
    setClosed: (closed, topic) => bridge['messages.setClosed']({ ins, threadId, topic, closed }),
  };
}
