import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { DirectoryHit } from '../../../shared/bridge/rights.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

interface DirectoryQuestion {
  readonly kind: DirectoryHit['kind'];
  readonly name: string;
  readonly place: string;
}

type Found =
  | { readonly status: 'waiting' | 'asking' }
  | {
      readonly status: 'found';
      readonly hits: readonly DirectoryHit[];
      readonly total: number;
      readonly cursor: string | null;
    }
  | { readonly status: 'failed'; readonly failure: Failure };

interface DirectoryState {
  readonly question: DirectoryQuestion;
  readonly found: Found;
}

export interface DirectoryStore {
  readonly state: StoreApi<DirectoryState>;
  readonly ask: (change: Partial<DirectoryQuestion>) => void;
  readonly more: () => Promise<void>;
  readonly end: () => void;
}

/** Letters after which the directory is asked, and how long the typing must rest. */
const LETTERS = 2;
const REST_MS = 200;

/** Somebody looked for in the national directory, as one types. */
export function createDirectoryStore(bridge: Pick<Bridge, 'directory.search'>): DirectoryStore {
  const state = createStore<DirectoryState>(() => ({
    question: { kind: 'professional', name: '', place: '' },
    found: { status: 'waiting' },
  }));
  const turns = createTurns();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const search = async (): Promise<void> => {
    const turn = turns.next();
    const answer = await bridge['directory.search']({ ...state.getState().question, cursor: null });
    if (!turn.isCurrent()) return;
    state.setState({
      found: answer.ok ? { status: 'found', ...answer.value } : { status: 'failed', failure: answer.error },
    });
  };

  return {
    state,
    ask: (change) => {
      const question = { ...state.getState().question, ...change };
      const { name, place } = question;
      const isEnough = name.trim().length >= LETTERS || place.trim().length >= LETTERS;
      turns.end();
      clearTimeout(timer);
      state.setState({ question, found: { status: isEnough ? 'asking' : 'waiting' } });
      if (isEnough) timer = setTimeout(() => void search(), REST_MS);
    },
    more: async () => {
      const { question, found } = state.getState();
      if (found.status !== 'found' || found.cursor === null) return;
      const turn = turns.next();
      const answer = await bridge['directory.search']({ ...question, cursor: found.cursor });
      if (!turn.isCurrent()) return;
      state.setState({
        found: answer.ok
          ? { ...answer.value, status: 'found', hits: [...found.hits, ...answer.value.hits] }
          : { status: 'failed', failure: answer.error },
      });
    },
    end: () => {
      clearTimeout(timer);
      turns.end();
    },
  };
}
