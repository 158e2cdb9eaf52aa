import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure, FailureCode } from '../../../shared/bridge/failure.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentPage, RecordView } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns, type Turn } from '../../platform/turns.ts';

type RecordState =
  | { readonly status: 'closed' }
  | { readonly status: 'opening'; readonly patient: PatientIdentity }
  | {
      readonly status: 'open';
      readonly patient: PatientIdentity;
      readonly view: RecordView;
      /** The view is what the post kept; the service is being asked, and what it says takes its place. */
      readonly isAsking: boolean;
      /** The list that the post kept of it, for who draws the record first; null: none, or it was drawn. */
      readonly kept: DocumentPage | null;
    }
  | { readonly status: 'failed'; readonly patient: PatientIdentity; readonly failure: Failure };

/** A record that is being opened. */
interface Opening {
  /** The post has said what it kept of it: a matter of its disk, never of the network. */
  readonly glanced: Promise<void>;
  /** The service has said what it is. */
  readonly answered: Promise<void>;
}

export interface RecordStore {
  readonly state: StoreApi<RecordState>;
  readonly open: (patient: PatientIdentity) => Opening;
  /** The list that came with the record is drawn: it is older than the next one that is asked for. */
  readonly forgetKept: () => void;
  /** Shows a record that the workstation has just opened in another way: by an emergency. */
  readonly show: (view: RecordView) => void;
  /** A newer view of the open record (consent declared, right renounced); one of another record is dropped. */
  readonly accept: (view: RecordView) => void;
  /** Asks again, silently, because the record changed; what is shown stays until the answer is here. */
  readonly refresh: () => Promise<void>;
  readonly renounce: () => Promise<Failure | null>;
  readonly close: () => void;
  /** Lock: nothing stays, and no answer under way will be painted. */
  readonly end: () => void;
}

type RecordBridge = Pick<
  Bridge,
  'record.open' | 'record.kept' | 'record.close' | 'record.refresh' | 'consent.revoke'
>;

/** What says nothing of the record: it is shown as it was, and asked again at the next change. */
const PASSING: ReadonlySet<FailureCode> = new Set([
  'SERVICE_UNREACHABLE',
  'RATE_LIMITED',
  'CANCELLED',
  'REFUSED',
]);

/**
 * Whose record is open, and by what right: the banner and everything under it read this one object.
 *
 * @param since first day of a record's first list, `YYYY-MM-DD`
 */
export function createRecordStore(bridge: RecordBridge, since: () => string): RecordStore {
  const state = createStore<RecordState>(() => ({ status: 'closed' }));
  const turns = createTurns();
  const refreshes = createTurns();

  const take = (view: RecordView, kept: DocumentPage | null): void => {
    const current = state.getState();
    if (current.status === 'closed' || current.patient.ins.value !== view.patient.ins.value) return;
    state.setState({ status: 'open', patient: view.patient, view, isAsking: false, kept }, true);
  };
  const end = (): void => {
    turns.end();
    refreshes.end();
    state.setState({ status: 'closed' }, true);
  };

  async function glance(patient: PatientIdentity, turn: Turn): Promise<void> {
    const kept = await bridge['record.kept']({ ins: patient.ins, since: since() });
    if (!turn.isCurrent() || !kept.ok || kept.value === null) return;
    if (state.getState().status !== 'opening') return;
    const { view, documents } = kept.value;
    if (view.patient.ins.value !== patient.ins.value) return;
    state.setState({ status: 'open', patient: view.patient, view, isAsking: true, kept: documents }, true);
  }

  async function answer(patient: PatientIdentity, turn: Turn): Promise<void> {
    const said = await bridge['record.open']({ ins: patient.ins });
    if (!turn.isCurrent()) return;
    if (!said.ok) return state.setState({ status: 'failed', patient, failure: said.error }, true);
    // Both may be here before the record was drawn once: its list is drawn with it.
    const last = state.getState();
    take(said.value, last.status === 'open' ? last.kept : null);
  }

  return {
    state,
    accept: (view) => take(view, null),
    open: (patient) => {
      const turn = turns.next();
      state.setState({ status: 'opening', patient }, true);
      return { answered: answer(patient, turn), glanced: glance(patient, turn) };
    },
    refresh: async () => {
      const asked = state.getState();
      if (asked.status !== 'open') return;
      const { patient } = asked;
      const turn = refreshes.next();
      const answer = await bridge['record.refresh']({ ins: patient.ins });
      const current = state.getState();
      if (!turn.isCurrent() || current.status !== 'open') return;
      if (current.patient.ins.value !== patient.ins.value) return;
      if (answer.ok) return take(answer.value, null);
      // A service that does not answer has changed nothing; one that says no has.
      if (PASSING.has(answer.error.code)) return;
      state.setState({ status: 'failed', patient, failure: answer.error }, true);
    },
    show: (view) => {
      turns.end();
      refreshes.end();
      state.setState({ status: 'open', patient: view.patient, view, isAsking: false, kept: null }, true);
    },
    forgetKept: () =>
      state.setState((last) =>
        last.status === 'open' && last.kept !== null ? { ...last, kept: null } : last,
      ),
    renounce: async () => {
      const current = state.getState();
      if (current.status !== 'open') return null;
      const answer = await bridge['consent.revoke']({ ins: current.patient.ins });
      if (!answer.ok) return answer.error;
      take(answer.value, null);
      return null;
    },
    close: () => {
      end();
      void bridge['record.close']({});
    },
    end,
  };
}
