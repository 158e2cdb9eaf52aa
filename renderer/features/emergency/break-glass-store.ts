import { createStore, type StoreApi } from 'zustand/vanilla';
import { codePoints } from '../../../shared/access/facts.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import { shortDate } from '../../i18n/format.ts';
import type { Bridge } from '../../platform/bridge.ts';
import type { Draft } from '../../platform/drafts.ts';
import { createTurns } from '../../platform/turns.ts';
import { words } from './messages.ts';

/** Reasons that many accesses begin with; each must be completed by who is there. */
export const STARTERS = [
  words.starterUnconscious,
  words.starterDistress,
  words.starterConfused,
  words.starterIntoxication,
] as const;

export interface BreakGlassFields {
  readonly family: string;
  readonly given: string;
  /** As typed. */
  readonly birthDate: string;
  readonly reason: string;
}

export interface BreakGlassState {
  readonly fields: BreakGlassFields;
  /** The record from whose gate one came. */
  readonly patient: PatientIdentity | null;
  readonly sending:
    | { readonly status: 'no' }
    | { readonly status: 'entering' }
    | { readonly status: 'failed'; readonly failure: Failure };
}

export interface BreakGlassStore {
  readonly state: StoreApi<BreakGlassState>;
  readonly edit: (change: Partial<BreakGlassFields>) => void;
  /** Comes from the gate of a record: its traits are those of the person in front. */
  readonly comeFor: (patient: PatientIdentity | null) => void;
  /**
   * The act by which the legal condition is affirmed and the record entered: none opens without the other.
   *
   * @param birthDate the typed date, read as `YYYY-MM-DD`
   * @returns the view of the record, or null
   */
  readonly enter: (birthDate: string) => Promise<RecordView | null>;
  readonly end: () => void;
}

const EMPTY: BreakGlassFields = { family: '', given: '', birthDate: '', reason: '' };

/** What was typed before a lock. */
function typedBefore(text: string): BreakGlassFields | null {
  const kept: unknown = JSON.parse(text);
  if (typeof kept !== 'object' || kept === null) return null;
  const typed = (name: keyof BreakGlassFields): string => {
    const value: unknown = Object.getOwnPropertyDescriptor(kept, name)?.value;
    return typeof value === 'string' ? value : '';
  };
  return {
    family: typed('family'),
    given: typed('given'),
    birthDate: typed('birthDate'),
    reason: typed('reason'),
  };
}

/** How many code points of a reason are the professional's own: a starter alone says nothing. */
export function ownCodePoints(reason: string): number {
  const starter = STARTERS.find((begin) => reason.trimStart().startsWith(begin.trim()));
  return codePoints(starter === undefined ? reason : reason.trimStart().slice(starter.trim().length));
}

/** Puts a starter before what was written, in the place of another one. */
export function startWith(starter: string, reason: string): string {
  const before = STARTERS.find((begin) => reason.startsWith(begin.trim()));
  const written = before === undefined ? reason : reason.slice(before.trim().length);
  return `${starter}${written.trimStart()}`;
}

/** The form of break-glass: what was typed stays until a record was opened with it. */
export function createBreakGlassStore(
  bridge: Pick<Bridge, 'emergency.breakGlass'>,
  draft: Draft,
): BreakGlassStore {
  const state = createStore<BreakGlassState>(() => ({
    fields: EMPTY,
    patient: null,
    sending: { status: 'no' },
  }));
  const turns = createTurns();
  void draft.read().then((kept) => {
    const fields = kept === null ? null : typedBefore(kept.text);
    // Who has begun again meanwhile goes on with that.
    if (fields !== null && state.getState().fields === EMPTY) state.setState({ fields });
  });
  return {
    state,
    edit: (change) => {
      state.setState(({ fields, patient }) => ({
        fields: { ...fields, ...change },
        // Other traits are another person: the record of before says nothing of them.
        patient: 'family' in change || 'given' in change || 'birthDate' in change ? null : patient,
        sending: { status: 'no' },
      }));
      draft.keep(JSON.stringify(state.getState().fields));
    },
    comeFor: (patient) =>
      state.setState(({ fields }) => ({
        patient,
        sending: { status: 'no' },
        fields: {
          ...fields,
          family: patient?.birthFamilyName ?? '',
          given: patient?.givenNames[0] ?? '',
          birthDate: patient === null ? '' : shortDate(patient.birthDate),
        },
      })),
    enter: async (birthDate) => {
      const { fields, patient } = state.getState();
      const turn = turns.next();
      state.setState({ sending: { status: 'entering' } });
      const answer = await bridge['emergency.breakGlass']({
        traits: { family: fields.family.trim(), given: fields.given.trim(), birthDate },
        ins: patient?.ins ?? null,
        justification: fields.reason.trim(),
        confirmed: true,
      });
      if (!turn.isCurrent()) return null;
      if (!answer.ok) {
        state.setState({ sending: { status: 'failed', failure: answer.error } });
        return null;
      }
      draft.drop();
      state.setState({ fields: EMPTY, patient: null, sending: { status: 'no' } });
      return answer.value;
    },
    end: turns.end,
  };
}
