import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { ExportProgress, JournalExport, JournalExtent } from '../../../shared/bridge/journal.ts';
import type { Result } from '../../../shared/result.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

type Extent =
  | { readonly status: 'asking' }
  | { readonly status: 'known'; readonly extent: JournalExtent }
  | { readonly status: 'failed'; readonly failure: Failure };

export type Exporting =
  | { readonly status: 'idle' }
  /** null: the service is being asked to sign for it. */
  | { readonly status: 'exporting'; readonly progress: ExportProgress | null }
  | { readonly status: 'stopped' }
  | { readonly status: 'answered'; readonly answer: Exclude<JournalExport, { outcome: 'cancelled' }> }
  | { readonly status: 'failed'; readonly failure: Failure };

interface JournalState {
  readonly extent: Extent;
  /** The days asked for; null: the whole journal. */
  readonly period: { readonly from: string | null; readonly to: string | null } | null;
  readonly exporting: Exporting;
}

export type JournalBridge = Pick<Bridge, 'journal.extent' | 'journal.export' | 'journal.cancelExport' | 'on'>;

export interface JournalStore {
  readonly state: StoreApi<JournalState>;
  /** Asks how much there is; what was asked for and saved before is forgotten. */
  readonly open: () => Promise<void>;
  readonly choose: (period: JournalState['period']) => void;
  readonly save: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Leaves: an export under way is stopped. */
  readonly end: () => void;
}

/** The post's own journal as it can be taken out. */
export function createJournalStore(bridge: JournalBridge): JournalStore {
  const fresh: JournalState = { extent: { status: 'asking' }, period: null, exporting: { status: 'idle' } };
  const state = createStore<JournalState>(() => fresh);
  const turns = createTurns();
  const isExporting = (): boolean => state.getState().exporting.status === 'exporting';

  const stop = async (): Promise<void> => {
    if (isExporting()) await bridge['journal.cancelExport']({});
  };

  return {
    state,
    open: async () => {
      const turn = turns.next();
      state.setState(fresh);
      const answer = await bridge['journal.extent']({});
      if (!turn.isCurrent()) return;
      state.setState({
        extent: answer.ok
          ? { status: 'known', extent: answer.value }
          : { status: 'failed', failure: answer.error },
      });
    },
    choose: (period) => {
      if (!isExporting()) state.setState({ period, exporting: { status: 'idle' } });
    },
    save: async () => {
      const { period } = state.getState();
      if (isExporting() || !isPeriod(period)) return;
      const turn = turns.next();
      state.setState({ exporting: { status: 'exporting', progress: null } });
      const unfollow = bridge.on('journal.exportProgress', (progress) => {
        if (turn.isCurrent()) state.setState({ exporting: { status: 'exporting', progress } });
      });
      const answer = await bridge['journal.export'](period ?? { from: null, to: null });
      unfollow();
      if (!turn.isCurrent()) return;
      state.setState({ exporting: outcomeOf(answer) });
    },
    stop,
    end: () => {
      void stop();
      turns.end();
    },
  };
}

/** No file, whether it was stopped or no place was chosen for it, is one outcome. */
function outcomeOf(answer: Result<JournalExport, Failure>): Exporting {
  if (answer.ok && answer.value.outcome !== 'cancelled') return { status: 'answered', answer: answer.value };
  if (answer.ok || answer.error.code === 'CANCELLED') return { status: 'stopped' };
  return { status: 'failed', failure: answer.error };
}

/** A whole journal, or two days in their order: a day that is half typed, or that no calendar has, bounds nothing. */
export const isPeriod = (period: JournalState['period']): boolean =>
  period === null || (period.from !== null && period.to !== null && !isBackwards(period));

export const isBackwards = (period: JournalState['period']): boolean =>
  period !== null && period.from !== null && period.to !== null && period.to < period.from;
