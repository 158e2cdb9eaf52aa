import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure, FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import type { Bridge } from './bridge.ts';
import { createTurns, type Turn } from './turns.ts';

/** What a part of the open record asked, and what it has of it. */
export type PartAnswer<T> =
  | { readonly status: 'loading' }
  | {
      readonly status: 'known';
      readonly value: T;
      /** It is what the post kept: the service is being asked, and what it says takes its place. */
      readonly isAsking: boolean;
    }
  | { readonly status: 'failed'; readonly failure: Failure };

/** How a part is asked for. */
export interface Asked {
  /** Nobody asked, the record changed. */
  readonly byItself?: boolean;
  /** Only as the post kept it. */
  readonly kept?: boolean;
}

export interface PartStore<T> {
  readonly state: StoreApi<PartAnswer<T>>;
  /** Asks again; what is in sight stays there meanwhile. */
  readonly load: () => Promise<void>;
  /** Somebody looks at it, or no longer: what changed out of sight is asked for when he looks again. */
  readonly look: (inSight: boolean) => void;
  /** Follows the record; answers how to stop. */
  readonly start: () => () => void;
}

/** What says nothing of the record: what is shown stays, with its age beside it. */
const PASSING: ReadonlySet<FailureCode> = new Set(['SERVICE_UNREACHABLE', 'RATE_LIMITED', 'CANCELLED']);

/**
 * A part of one record: asked when it is first looked at, and again when the record changed. What the post kept of
 * it is shown until the first answer is here. Out of sight it waits: reading it is traced, and told to the
 * patient. An answer about another record, or that comes after a newer question, is dropped.
 */
export function createPartStore<T extends { readonly ins: InsRef }>(
  bridge: Pick<Bridge, 'on'>,
  ins: InsRef,
  ask: (how: Asked) => Promise<Result<T, Failure>>,
): PartStore<T> {
  const state = createStore<PartAnswer<T>>(() => ({ status: 'loading' }));
  const turns = createTurns();
  let isLookedAt = false;
  let isOutdated = true;
  let wasAsked = false;

  async function asking(byItself: boolean): Promise<void> {
    const turn = turns.next();
    isOutdated = false;
    wasAsked = true;
    const asked = ask({ byItself });
    if (state.getState().status === 'loading') void glance(turn);
    const result = await asked;
    if (!turn.isCurrent()) return;
    if (result.ok) {
      if (result.value.ins.value === ins.value) {
        state.setState({ status: 'known', value: result.value, isAsking: false }, true);
      }
      return;
    }
    const { error: failure } = result;
    if (byItself && state.getState().status === 'known' && PASSING.has(failure.code)) return;
    state.setState({ status: 'failed', failure }, true);
  }

  async function glance(turn: Turn): Promise<void> {
    const kept = await ask({ kept: true });
    if (!turn.isCurrent() || state.getState().status !== 'loading' || !kept.ok) return;
    if (kept.value.ins.value !== ins.value) return;
    state.setState({ status: 'known', value: kept.value, isAsking: true }, true);
  }

  return {
    state,
    load: () => asking(false),
    look: (inSight) => {
      isLookedAt = inSight;
      if (inSight && isOutdated) void asking(wasAsked);
    },
    start: () => {
      const stop = bridge.on('record.changed', (changed) => {
        if (changed.ins.value !== ins.value) return;
        isOutdated = true;
        if (isLookedAt) void asking(true);
      });
      return () => {
        stop();
        turns.end();
        isOutdated = true;
      };
    },
  };
}
