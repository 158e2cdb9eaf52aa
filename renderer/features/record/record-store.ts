import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

type RecordState =
  | { readonly status: 'closed' }
  | { readonly status: 'opening'; readonly patient: PatientIdentity }
  | { readonly status: 'open'; readonly patient: PatientIdentity; readonly view: RecordView }
  | { readonly status: 'failed'; readonly patient: PatientIdentity; readonly failure: Failure };

export interface RecordStore {
  readonly state: StoreApi<RecordState>;
  readonly open: (patient: PatientIdentity) => Promise<void>;
  /** A newer view of the open record (consent declared, right renounced); one of another record is dropped. */
  readonly accept: (view: RecordView) => void;
  readonly renounce: () => Promise<Failure | null>;
  readonly close: () => void;
  /** Lock: nothing stays, and no answer under way will be painted. */
  readonly end: () => void;
}

type RecordBridge = Pick<Bridge, 'record.open' | 'record.close' | 'consent.revoke'>;

/** Whose record is open, and by what right: the banner and everything under it read this one object. */
export function createRecordStore(bridge: RecordBridge): RecordStore {
  const state = createStore<RecordState>(() => ({ status: 'closed' }));
  const turns = createTurns();

  const accept = (view: RecordView): void => {
    const current = state.getState();
    if (current.status === 'closed' || current.patient.ins.value !== view.patient.ins.value) return;
    state.setState({ status: 'open', patient: view.patient, view }, true);
  };
  const end = (): void => {
    turns.end();
    state.setState({ status: 'closed' }, true);
  };

  return {
    state,
    accept,
    open: async (patient) => {
      const turn = turns.next();
      state.setState({ status: 'opening', patient }, true);
      const answer = await bridge['record.open']({ ins: patient.ins });
      if (!turn.isCurrent()) return;
      if (answer.ok) accept(answer.value);
      else state.setState({ status: 'failed', patient, failure: answer.error }, true);
    },
    renounce: async () => {
      const current = state.getState();
      if (current.status !== 'open') return null;
      const answer = await bridge['consent.revoke']({ ins: current.patient.ins });
      if (!answer.ok) return answer.error;
      accept(answer.value);
      return null;
    },
    close: () => {
      end();
      void bridge['record.close']({});
    },
    end,
  };
}
