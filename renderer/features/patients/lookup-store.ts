import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

export interface LookupFields {
  readonly family: string;
  readonly given: string;
  /** As typed; read when the question is asked. */
  readonly birthDate: string;
  readonly gender: 'female' | 'male' | null;
  readonly birthPlace: string;
}

type LookupAnswer =
  | { readonly status: 'editing' }
  | { readonly status: 'asking' }
  | { readonly status: 'none' }
  | { readonly status: 'multiple' }
  | { readonly status: 'found'; readonly identity: PatientIdentity; readonly known: boolean }
  | { readonly status: 'adding'; readonly identity: PatientIdentity }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface LookupState {
  readonly fields: LookupFields;
  readonly answer: LookupAnswer;
}

export interface LookupStore {
  readonly state: StoreApi<LookupState>;
  readonly edit: (change: Partial<LookupFields>) => void;
  /** `birthDate` is the typed date, read as `YYYY-MM-DD` by the form. */
  readonly ask: (birthDate: string) => Promise<void>;
  /** Adds the person found; answers the identity to open, or null. */
  readonly add: () => Promise<PatientIdentity | null>;
  readonly end: () => void;
}

const EMPTY: LookupFields = { family: '', given: '', birthDate: '', gender: null, birthPlace: '' };

/** The national look-up by exact traits (TD0.0): what was typed stays until it found someone. */
export function createLookupStore(bridge: Pick<Bridge, 'patients.lookup' | 'patients.add'>): LookupStore {
  const state = createStore<LookupState>(() => ({ fields: EMPTY, answer: { status: 'editing' } }));
  const turns = createTurns();
  const answer = (next: LookupAnswer): void => state.setState({ answer: next });

  return {
    state,
    edit: (change) => {
      // Other traits mean another person: what was found under the old ones must not stay beside them.
      turns.end();
      state.setState(({ fields }) => ({ fields: { ...fields, ...change }, answer: { status: 'editing' } }));
    },
    ask: async (birthDate) => {
      const { family, given, gender, birthPlace } = state.getState().fields;
      if (gender === null) return;
      const turn = turns.next();
      answer({ status: 'asking' });
      const place = birthPlace.trim().toUpperCase();
      const found = await bridge['patients.lookup']({
        family: family.trim(),
        given: given.trim(),
        birthDate,
        gender,
        birthPlace: place === '' ? null : place,
      });
      if (!turn.isCurrent()) return;
      if (!found.ok) return answer({ status: 'failed', failure: found.error });
      const { value } = found;
      if (value.outcome !== 'found') return answer({ status: value.outcome });
      answer({ status: 'found', identity: value.identity, known: value.known });
    },
    add: async () => {
      const { answer: current } = state.getState();
      if (current.status !== 'found') return null;
      const turn = turns.next();
      answer({ status: 'adding', identity: current.identity });
      const added = await bridge['patients.add']({ ins: current.identity.ins });
      if (!turn.isCurrent()) return null;
      if (!added.ok) {
        answer({ status: 'failed', failure: added.error });
        return null;
      }
      state.setState({ fields: EMPTY, answer: { status: 'editing' } });
      return added.value;
    },
    end: turns.end,
  };
}
