import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { ActProgress, OutboxEntry } from '../../../shared/bridge/outbox.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

export type Outbox =
  | { readonly status: 'loading' }
  | {
      readonly status: 'listed';
      readonly entries: readonly OutboxEntry[];
      /** Why the last thing that was asked for was not done. */
      readonly failure: Failure | null;
    }
  | { readonly status: 'failed'; readonly failure: Failure };

export type OutboxBridge = Pick<
  Bridge,
  'outbox.list' | 'outbox.undo' | 'outbox.release' | 'outbox.forget' | 'outbox.saveReceipts' | 'on'
>;

export interface OutboxStore {
  readonly state: StoreApi<Outbox>;
  readonly load: () => Promise<void>;
  /** How far an act is: shown at once, the list is not asked for each piece of it. */
  readonly follow: (progress: ActProgress) => void;
  readonly undo: (actId: string) => Promise<void>;
  /** Sends these now; what waits to be read again is confirmed by it. */
  readonly release: (actIds: readonly string[]) => Promise<void>;
  readonly forget: (actId: string) => Promise<void>;
  /** null: every receipt that the post keeps. */
  readonly saveReceipts: (actId: string | null) => Promise<void>;
  readonly end: () => void;
}

/** What a person may do about his acts. */
export type OutboxActs = Omit<OutboxStore, 'state' | 'follow' | 'end'>;

/** What this post still has to send, and what was received. */
export function createOutboxStore(bridge: OutboxBridge): OutboxStore {
  const state = createStore<Outbox>(() => ({ status: 'loading' }));
  const turns = createTurns();

  async function load(failure: Failure | null = null): Promise<void> {
    const turn = turns.next();
    const answer = await bridge['outbox.list']({});
    if (!turn.isCurrent()) return;
    state.setState(
      answer.ok
        ? { status: 'listed', entries: answer.value.entries, failure }
        : { status: 'failed', failure: answer.error },
      true,
    );
  }

  async function ask(
    asked: Promise<{ readonly ok: true } | { readonly ok: false; readonly error: Failure }>,
  ): Promise<void> {
    const answer = await asked;
    await load(answer.ok ? null : answer.error);
  }

  return {
    state,
    load: () => load(),
    follow: ({ actId, step, sentBytes, totalBytes, canUndo }) => {
      const current = state.getState();
      if (current.status !== 'listed' || step !== 'sending') return void load();
      const isListed = current.entries.some((entry) => entry.actId === actId);
      if (!isListed) return void load();
      const entries = current.entries.map((entry) =>
        entry.actId === actId
          ? { ...entry, canUndo, status: { status: 'sending' as const, sentBytes, totalBytes } }
          : entry,
      );
      state.setState({ ...current, entries }, true);
    },
    undo: (actId) => ask(bridge['outbox.undo']({ actId })),
    release: (actIds) => ask(bridge['outbox.release']({ actIds: [...actIds] })),
    forget: (actId) => ask(bridge['outbox.forget']({ actId })),
    saveReceipts: (actId) => ask(bridge['outbox.saveReceipts']({ actId })),
    end: turns.end,
  };
}
