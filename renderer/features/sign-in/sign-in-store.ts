import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { KeysNeeded, KeysWay } from '../../../shared/bridge/keys.ts';
import type { CardSummary, SessionState } from '../../../shared/bridge/session.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

type Cards =
  | { readonly status: 'loading' }
  | {
      readonly status: 'listed';
      readonly cards: readonly CardSummary[];
      /** Names on cards that were used here and are not there now. */
      readonly away: readonly string[];
    }
  | { readonly status: 'failed'; readonly failure: Failure };

export type Attempt =
  | { readonly status: 'idle' }
  | { readonly status: 'checking' }
  | { readonly status: 'wrongPin'; readonly triesLeft: number }
  | { readonly status: 'cardBlocked' }
  | { readonly status: 'cardRefused' }
  /** The card was accepted; the data on this post wait for a decision. */
  | {
      readonly status: 'keysNeeded';
      readonly keys: KeysNeeded;
      readonly isChecking: boolean;
      readonly failure: Failure | null;
    }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface SignInState {
  readonly cards: Cards;
  readonly cardId: string | null;
  readonly attempt: Attempt;
}

export interface SignInStore {
  readonly state: StoreApi<SignInState>;
  readonly load: () => Promise<void>;
  /** Loads the cards where none was found: what makes them has come further. */
  readonly lookAgain: () => Promise<void>;
  readonly choose: (cardId: string) => void;
  /**
   * The PIN is handed over, and kept only while the data on this post wait for a decision; answers the new
   * session when the card opened it.
   */
  readonly signIn: (pin: string) => Promise<SessionState | null>;
  /** Takes a way to the data, with the PIN that the card accepted. */
  readonly chosenName: () => string;
  /** Goes back to the cards: nothing was opened. */
  readonly leaveKeys: () => void;
  readonly openKeys: (way: KeysWay) => Promise<SessionState | null>;
}

/** Choosing a card and trying its PIN. */
export function createSignInStore(bridge: Pick<Bridge, 'session.cards' | 'session.signIn'>): SignInStore {
  const state = createStore<SignInState>(() => ({
    cards: { status: 'loading' },
    cardId: null,
    attempt: { status: 'idle' },
  }));
  const turns = createTurns();
  /** The PIN of a card that was accepted, until its holder has decided about his data. */
  let waiting: string | null = null;

  /** Tries left belong to the card: the list shows them also when another card is chosen. */
  const remember = (cardId: string, triesLeft: number): void => {
    state.setState(({ cards }) =>
      cards.status === 'listed'
        ? {
            cards: {
              ...cards,
              cards: cards.cards.map((card) => (card.id === cardId ? { ...card, triesLeft } : card)),
            },
          }
        : {},
    );
  };

  async function attemptOf(cardId: string, pin: string, way: KeysWay): Promise<SessionState | null> {
    const turn = turns.next();
    const { attempt: before } = state.getState();
    const answer = await bridge['session.signIn']({ cardId, pin, way });
    if (!turn.isCurrent()) return null;
    if (!answer.ok) {
      state.setState({
        attempt:
          before.status === 'keysNeeded'
            ? { ...before, isChecking: false, failure: answer.error }
            : { status: 'failed', failure: answer.error },
      });
      return null;
    }
    waiting = answer.value.outcome === 'keysNeeded' ? pin : null;
    switch (answer.value.outcome) {
      case 'signedIn':
        return answer.value.state;
      case 'wrongPin':
        remember(cardId, answer.value.triesLeft);
        state.setState({ attempt: { status: 'wrongPin', triesLeft: answer.value.triesLeft } });
        return null;
      case 'cardBlocked':
        remember(cardId, 0);
        state.setState({ attempt: { status: 'cardBlocked' } });
        return null;
      case 'cardRefused':
        state.setState({ attempt: { status: 'cardRefused' } });
        return null;
      case 'keysNeeded':
        state.setState({
          attempt: { status: 'keysNeeded', keys: answer.value.keys, isChecking: false, failure: null },
        });
        return null;
    }
  }

  const loads = createTurns();
  async function load(): Promise<void> {
    const turn = loads.next();
    state.setState({ cards: { status: 'loading' } });
    const answer = await bridge['session.cards']({});
    if (!turn.isCurrent()) return;
    if (!answer.ok) return state.setState({ cards: { status: 'failed', failure: answer.error } });
    const { cards } = answer.value;
    const away = answer.value.away.map(({ name }) => name);
    state.setState({ cards: { status: 'listed', cards, away }, cardId: cards[0]?.id ?? null });
  }

  return {
    state,
    load,
    lookAgain: async () => {
      const { cards } = state.getState();
      if (cards.status === 'listed' && cards.cards.length === 0) await load();
    },
    choose: (cardId) => {
      turns.end();
      waiting = null;
      state.setState({ cardId, attempt: { status: 'idle' } });
    },
    signIn: async (pin) => {
      const { cardId, attempt } = state.getState();
      if (cardId === null || attempt.status === 'checking') return null;
      state.setState({ attempt: { status: 'checking' } });
      return attemptOf(cardId, pin, { kind: 'usual' });
    },
    chosenName: () => {
      const { cards, cardId } = state.getState();
      return (cards.status === 'listed' && cards.cards.find(({ id }) => id === cardId)?.name) || '';
    },
    leaveKeys: () => {
      turns.end();
      waiting = null;
      state.setState({ attempt: { status: 'idle' } });
    },
    openKeys: async (way) => {
      const { cardId, attempt } = state.getState();
      if (cardId === null || waiting === null || attempt.status !== 'keysNeeded' || attempt.isChecking)
        return null;
      state.setState({ attempt: { ...attempt, isChecking: true, failure: null } });
      return attemptOf(cardId, waiting, way);
    },
  };
}
