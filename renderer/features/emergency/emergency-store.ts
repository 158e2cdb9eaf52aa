import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  Call,
  EmergencyAccess,
  EmergencyEnded,
  EmergencyState,
} from '../../../shared/bridge/emergency.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Result } from '../../../shared/result.ts';
import type { Bridge } from '../../platform/bridge.ts';

export interface EmergencyDesk extends EmergencyState {
  /** Call in hand, by its number: the one that the keys act on. */
  readonly currentCall: number | null;
  /** A call that was asked for and is not there yet; null: none is. */
  readonly opening: Promise<Result<Call, Failure>> | null;
  /** The last access that ended, until it was read. */
  readonly lastEnd: EmergencyEnded['because'] | null;
}

export interface EmergencyStore {
  readonly state: StoreApi<EmergencyDesk>;
  /** Begins to follow the workstation; answers how to stop. */
  readonly start: () => () => void;
  readonly end: (ins: InsRef) => Promise<void>;
  /** The new call, in hand at once; or why there is none. */
  readonly openCall: () => Promise<Result<Call, Failure>>;
  readonly closeCall: (call: Call) => Promise<void>;
  readonly choose: (number: number) => void;
  readonly readEnd: () => void;
}

type EmergencyBridge = Pick<
  Bridge,
  'emergency.state' | 'emergency.end' | 'emergency.openCall' | 'emergency.closeCall' | 'on'
>;

/**
 * The emergencies of the post, as the workstation says them: nothing here lasts longer than there.
 *
 * @param onCall a call that was asked for is there: what was typed for it meanwhile is its own
 */
export function createEmergencyStore(
  bridge: EmergencyBridge,
  onCall: (call: Call) => void = () => undefined,
): EmergencyStore {
  const state = createStore<EmergencyDesk>(() => ({
    accesses: [],
    calls: [],
    closedCalls: 0,
    toReview: 0,
    currentCall: null,
    opening: null,
    lastEnd: null,
  }));
  const accept = (next: EmergencyState): void => {
    const { currentCall } = state.getState();
    const stands = next.calls.some(({ number }) => number === currentCall);
    state.setState({ ...next, currentCall: stands ? currentCall : (next.calls.at(-1)?.number ?? null) });
  };
  return {
    state,
    start: () => {
      const stops = [
        bridge.on('emergency.changed', accept),
        bridge.on('emergency.ended', ({ because }) => state.setState({ lastEnd: because })),
      ];
      void bridge['emergency.state']({}).then((answer) => {
        if (answer.ok) accept(answer.value);
      });
      return () => {
        for (const stop of stops) stop();
      };
    },
    end: async (ins) => {
      await bridge['emergency.end']({ ins });
    },
    openCall: () => {
      const opening = bridge['emergency.openCall']({}).then((answer) => {
        if (answer.ok) onCall(answer.value);
        state.setState({
          opening: null,
          ...(answer.ok ? { currentCall: answer.value.number, lastEnd: null } : {}),
        });
        return answer;
      });
      state.setState({ opening });
      return opening;
    },
    closeCall: async ({ id }) => {
      await bridge['emergency.closeCall']({ callId: id });
    },
    choose: (number) => state.setState({ currentCall: number }),
    readEnd: () => state.setState({ lastEnd: null }),
  };
}

/** The accesses that belong to a call. */
export const accessesOf = (accesses: readonly EmergencyAccess[], call: Call): readonly EmergencyAccess[] =>
  accesses.filter(({ access }) => access.callId === call.id);

/** Those that broke the glass. */
export const brokenGlass = (accesses: readonly EmergencyAccess[]): readonly EmergencyAccess[] =>
  accesses.filter(({ access }) => access.mode === 'BTG');
