import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef, PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { Message } from '../../../shared/bridge/messages.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { follow } from '../../platform/follow.ts';
import { createTurns } from '../../platform/turns.ts';

type Conversation =
  | { readonly status: 'loading' }
  | { readonly status: 'shown'; readonly patient: PatientIdentity; readonly messages: readonly Message[] }
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
  readonly setClosed: (closed: boolean) => Promise<Failure | null>;
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
    if (!answer.ok) state.setState({ status: 'failed', failure: answer.error }, true);
    else state.setState({ status: 'shown', ...answer.value }, true);
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
    setClosed: async (closed) => {
      const answer = await bridge['messages.setClosed']({ threadId, closed });
      return answer.ok ? null : answer.error;
    },
  };
}
