import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Day, Prepared, Visit } from '../../../shared/bridge/day.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import { localDay } from '../../../shared/identity/calendar.ts';
import type { Result } from '../../../shared/result.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

export interface DayState {
  readonly list:
    | { readonly status: 'loading' }
    | { readonly status: 'listed'; readonly day: Day }
    | { readonly status: 'failed'; readonly failure: Failure };
  /** What was asked of each record, by INS; null: it did not answer. */
  readonly prepared: ReadonlyMap<string, Prepared | null>;
  /** How far the day is prepared; null: nobody is preparing it. */
  readonly preparing: { readonly done: number; readonly count: number } | null;
}

export interface DayStore {
  readonly state: StoreApi<DayState>;
  /** Asks for the day anew; what is listed stays until the answer is here. */
  readonly load: (today: string) => Promise<void>;
  /** Puts somebody without an appointment on the list, moves him in it, or takes him off; why it could not be done. */
  readonly add: (today: string, ins: InsRef) => Promise<Failure | null>;
  readonly move: (today: string, ins: InsRef, by: -1 | 1) => Promise<Failure | null>;
  readonly takeOff: (today: string, ins: InsRef) => Promise<Failure | null>;
  /** Asks each record of the day on which there is a right, one after the other. */
  readonly prepare: () => Promise<void>;
  readonly end: () => void;
}

/** The day of a doctor. Nothing of a record is asked but by `prepare`, which a person asked for. */
export function createDayStore(
  bridge: Pick<Bridge, 'day.visits' | 'day.prepare' | 'day.add' | 'day.move' | 'day.takeOff'>,
): DayStore {
  const state = createStore<DayState>(() => ({
    list: { status: 'loading' },
    prepared: new Map(),
    preparing: null,
  }));
  const turns = createTurns();
  const preparations = createTurns();

  async function change(asked: Promise<Result<Day, Failure>>): Promise<Failure | null> {
    const turn = turns.next();
    const answer = await asked;
    if (answer.ok && turn.isCurrent()) state.setState({ list: { status: 'listed', day: answer.value } });
    return answer.ok ? null : answer.error;
  }

  return {
    state,
    add: (day, ins) => change(bridge['day.add']({ day, ins })),
    move: (day, ins, by) => change(bridge['day.move']({ day, ins, by })),
    takeOff: (day, ins) => change(bridge['day.takeOff']({ day, ins })),
    load: async (today) => {
      const turn = turns.next();
      const answer = await bridge['day.visits']({ day: today, byItself: true });
      if (!turn.isCurrent()) return;
      if (answer.ok) state.setState({ list: { status: 'listed', day: answer.value } });
      else if (state.getState().list.status !== 'listed') {
        state.setState({ list: { status: 'failed', failure: answer.error } });
      }
    },
    prepare: async () => {
      const { list, preparing } = state.getState();
      if (list.status !== 'listed' || preparing !== null) return;
      const open = list.day.visits.filter(({ right }) => right.status === 'running');
      const turn = preparations.next();
      state.setState({ preparing: { done: 0, count: open.length } });
      for (const [index, { patient }] of open.entries()) {
        const answer = await bridge['day.prepare']({ ins: patient.ins });
        if (!turn.isCurrent()) return;
        const { prepared } = state.getState();
        state.setState({
          prepared: new Map(prepared).set(patient.ins.value, answer.ok ? answer.value : null),
          preparing: { done: index + 1, count: open.length },
        });
      }
      state.setState({ preparing: null });
    },
    end: () => {
      turns.end();
      preparations.end();
    },
  };
}

/** Whether the record was opened today, where the reader is. */
export const isSeen = ({ lastSeenAt }: Visit, today: string): boolean =>
  lastSeenAt !== null && localDay(lastSeenAt) >= today;

/** The first of the day who was not seen yet; undefined: all were. */
export const nextVisit = (visits: readonly Visit[], today: string): Visit | undefined =>
  visits.find((visit) => !isSeen(visit, today));
