import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { createTurns } from '../../platform/turns.ts';
import type { SpaceBridge } from '../bridge.ts';

type Shown =
  | { readonly status: 'starting' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'ready'; readonly state: SpaceState };

export interface SpaceStore {
  readonly state: StoreApi<Shown>;
  /** Starts, and follows what happens; answers how to stop. */
  readonly start: () => () => void;
  readonly become: (state: SpaceState) => void;
  readonly signOut: () => Promise<void>;
  readonly actFor: (ins: InsRef) => Promise<Failure | null>;
}

type Calls = Pick<SpaceBridge, 'space.state' | 'space.signOut' | 'space.actFor' | 'on'>;

/** Who is in the space. The professional's page may ask for another person's: whoever is there then leaves. */
export function createSpaceStore(bridge: Calls): SpaceStore {
  const state = createStore<Shown>(() => ({ status: 'starting' }));
  const turns = createTurns();
  const become = (next: SpaceState): void => {
    turns.end();
    state.setState({ status: 'ready', state: next }, true);
  };

  const ask = async (): Promise<void> => {
    const turn = turns.next();
    const answer = await bridge['space.state']({});
    if (!turn.isCurrent()) return;
    if (answer.ok) become(answer.value);
    else state.setState({ status: 'failed', failure: answer.error }, true);
  };

  const signOut = async (): Promise<void> => {
    const answer = await bridge['space.signOut']({});
    if (answer.ok) become(answer.value);
  };

  const onSuggested = ({ ins }: { readonly ins: InsRef | null }): void => {
    const shown = state.getState();
    const open = shown.status === 'ready' && shown.state.status === 'open' ? shown.state : null;
    if (open === null) return void ask();
    if (ins !== null && ins.value !== open.holder.ins.value) void signOut();
  };

  return {
    state,
    become,
    signOut,
    start: () => {
      const stops = [
        bridge.on('space.state', become),
        bridge.on('space.changed', () => void ask()),
        bridge.on('space.suggested', onSuggested),
      ];
      void ask();
      return () => {
        turns.end();
        for (const stop of stops) stop();
      };
    },
    actFor: async (ins) => {
      const answer = await bridge['space.actFor']({ ins });
      if (!answer.ok) return answer.error;
      become(answer.value);
      return null;
    },
  };
}
