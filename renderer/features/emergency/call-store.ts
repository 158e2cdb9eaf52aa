import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Call } from '../../../shared/bridge/emergency.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef, PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { PatientHit } from '../../../shared/bridge/patients.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import { INS_SYSTEMS, parseIns } from '../../../shared/identity/ins.ts';
import { readHeardIdentity, type HeardIdentity } from '../../../shared/identity/heard-identity.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

/** Traits that are whole: enough for the national service. */
export interface WholeTraits {
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
}

/** What several persons have in common is not enough: what the caller is asked then. */
export interface Apart {
  readonly traits: WholeTraits;
  readonly gender: 'female' | 'male' | null;
  readonly birthPlace: string;
  readonly answer:
    | { readonly status: 'editing' | 'asking' | 'none' | 'multiple' }
    | { readonly status: 'found'; readonly identity: PatientIdentity };
}

interface CallState {
  readonly text: string;
  readonly heard: HeardIdentity;
  readonly hits: readonly PatientHit[];
  /** A whole INS typed or pasted, of somebody whom the post does not know. */
  readonly ins: InsRef | null;
  readonly opening: boolean;
  readonly failure: Failure | null;
  readonly apart: Apart | null;
  /** The record is open in another call, by its number's name. */
  readonly inOtherCall: string | null;
}

export interface CallStore {
  readonly state: StoreApi<CallState>;
  readonly hear: (text: string, today: string) => Promise<void>;
  readonly open: (call: Call, person: InsRef | WholeTraits) => Promise<RecordView | null>;
  readonly tell: (change: Partial<Pick<Apart, 'gender' | 'birthPlace'>>) => void;
  /** Looks the person up by what tells him apart. */
  readonly askApart: () => Promise<void>;
  readonly end: () => void;
}

const NOBODY: HeardIdentity = { family: null, given: null, birthDate: null, gender: null, query: '' };
const EMPTY: CallState = {
  text: '',
  heard: NOBODY,
  hits: [],
  ins: null,
  opening: false,
  failure: null,
  apart: null,
  inOtherCall: null,
};
const LIMIT = 12;

type CallBridge = Pick<Bridge, 'patients.search' | 'patients.lookup' | 'emergency.openForCall'>;

/** Reads a whole INS under the authority that gives it here; null when the text is none. */
export type InsAuthority = (text: string) => InsRef | null;

/** On training data every INS is of the demonstration; else its first digit tells its authority. */
export const insAuthority =
  (demonstration: boolean): InsAuthority =>
  (text) => {
    const systems = demonstration ? [INS_SYSTEMS.DEMO] : [INS_SYSTEMS.NIR, INS_SYSTEMS.NIA];
    for (const system of systems) {
      const read = parseIns(system, text);
      if (read.ok) return { system: read.value.system, value: read.value.value };
    }
    return null;
  };

/** One call's search: what was heard, who it may be, and the way into the record. One store serves one call. */
export function createCallStore(bridge: CallBridge, authority: InsAuthority): CallStore {
  const state = createStore<CallState>(() => EMPTY);
  const turns = createTurns();
  const openings = createTurns();

  const clear = { failure: null, apart: null, inOtherCall: null } as const;

  return {
    state,
    hear: async (text, today) => {
      const turn = turns.next();
      const heard = readHeardIdentity(text, today);
      const ins = authority(text);
      state.setState({ text, heard, ins, ...clear });
      // An INS has no words of its own: it is searched as it is.
      const query = heard.query === '' ? text.trim() : heard.query;
      if (query === '') return state.setState({ hits: [] });
      const answer = await bridge['patients.search']({ query, limit: LIMIT });
      if (!turn.isCurrent()) return;
      state.setState(answer.ok ? { hits: answer.value.hits } : { hits: [], failure: answer.error });
    },
    open: async (call, person) => {
      const turn = openings.next();
      state.setState({ opening: true, failure: null, inOtherCall: null });
      const answer = await bridge['emergency.openForCall']({
        callId: call.id,
        person: 'value' in person ? person : { ...person },
      });
      if (!turn.isCurrent()) return null;
      state.setState({ opening: false });
      if (!answer.ok) {
        const several = answer.error.code === 'MULTIPLE_MATCHES' && !('value' in person);
        if (several) {
          const { gender } = state.getState().heard;
          state.setState({
            apart: { traits: person, gender, birthPlace: '', answer: { status: 'editing' } },
          });
        } else state.setState({ failure: answer.error });
        return null;
      }
      if (answer.value.outcome === 'openInOtherCall') {
        state.setState({ inOtherCall: answer.value.callId });
        return null;
      }
      // Who was found needs no more words; the next person of this call begins with an empty field.
      turns.end();
      state.setState(EMPTY);
      return answer.value.view;
    },
    tell: (change) =>
      state.setState(({ apart }) => ({
        apart: apart === null ? null : { ...apart, ...change, answer: { status: 'editing' } },
      })),
    askApart: async () => {
      const { apart } = state.getState();
      if (apart?.gender === null || apart === null) return;
      const turn = openings.next();
      const say = (answer: Apart['answer']): void => state.setState({ apart: { ...apart, answer } });
      say({ status: 'asking' });
      const place = apart.birthPlace.trim().toUpperCase();
      const found = await bridge['patients.lookup']({
        ...apart.traits,
        gender: apart.gender,
        birthPlace: place === '' ? null : place,
      });
      if (!turn.isCurrent()) return;
      if (!found.ok)
        return state.setState({ apart: { ...apart, answer: { status: 'editing' } }, failure: found.error });
      say(
        found.value.outcome === 'found'
          ? { status: 'found', identity: found.value.identity }
          : { status: found.value.outcome },
      );
    },
    end: () => {
      turns.end();
      openings.end();
    },
  };
}

/** The traits heard, when they are whole. */
export const wholeTraits = ({ family, given, birthDate }: HeardIdentity): WholeTraits | null =>
  family === null || given === null || birthDate === null ? null : { family, given, birthDate };

/** The searches of all calls: what was typed in one waits while others are taken, and goes with its call. */
export interface CallStores {
  readonly of: (call: Call) => CallStore;
  /** What is typed before a call is opened for it. */
  readonly next: () => CallStore;
  /** What was typed before becomes that of the call that was opened for it. */
  readonly adopt: (call: Call) => void;
  /** Forgets the searches of calls that are over. */
  readonly keepOnly: (calls: readonly Call[]) => void;
  readonly end: () => void;
}

export function createCallStores(bridge: CallBridge, authority: InsAuthority): CallStores {
  // By its number: a call that the service closed goes on under another name, with its words.
  const stores = new Map<number, CallStore>();
  const forget = (number: number): void => {
    stores.get(number)?.end();
    stores.delete(number);
  };
  let next = createCallStore(bridge, authority);
  return {
    next: () => next,
    adopt: ({ number }) => {
      stores.get(number)?.end();
      stores.set(number, next);
      next = createCallStore(bridge, authority);
    },
    of: ({ number }) => {
      const store = stores.get(number) ?? createCallStore(bridge, authority);
      stores.set(number, store);
      return store;
    },
    keepOnly: (calls) => {
      const open = new Set(calls.map(({ number }) => number));
      for (const number of stores.keys()) if (!open.has(number)) forget(number);
    },
    end: () => {
      for (const number of stores.keys()) forget(number);
      next.end();
    },
  };
}
