import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DepositMetadata } from '../../../shared/bridge/deposit.ts';
import { FAILURE_CODES, type Failure, type FailureCode } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { shortDate } from '../../i18n/format.ts';
import { words } from './messages.ts';

type NoteKind = 'dispensation' | 'interview';

/** JDV_J66. */
const TYPES: Readonly<
  Record<NoteKind, { readonly code: string; readonly title: string; readonly file: string }>
> = {
  dispensation: { code: '60593-1', title: words.titleDispensation, file: 'dispensation.txt' },
  interview: { code: '78601-2', title: words.titleInterview, file: 'entretien.txt' },
};

export type NoteStep =
  | { readonly status: 'writing'; readonly failure: Failure | null; readonly isEmpty: boolean }
  /** Its words ask to be looked at once more: sending it again says yes. */
  | { readonly status: 'asked'; readonly excerpt: string }
  /** On its way; until it leaves it can be taken back by its name. */
  | { readonly status: 'sending'; readonly actId: string | null }
  /** The service's durable receipt is here. */
  | { readonly status: 'deposited' }
  /** Kept on the post until the service answers: not deposited yet. */
  | { readonly status: 'waiting' };

interface NoteState {
  readonly kind: NoteKind;
  readonly text: string;
  readonly step: NoteStep;
}

export interface NoteStore {
  readonly state: StoreApi<NoteState>;
  readonly edit: (change: Partial<Pick<NoteState, 'kind' | 'text'>>) => void;
  readonly deposit: () => Promise<void>;
  /** Takes it back before it leaves. */
  readonly undo: () => Promise<void>;
}

export interface NoteSetting {
  readonly bridge: Pick<
    Bridge,
    'deposit.prepare' | 'deposit.review' | 'deposit.send' | 'deposit.discard' | 'outbox.undo'
  >;
  readonly ins: InsRef;
  readonly today: string;
  /** Under the text: who wrote it, and where. */
  readonly signature: string;
  readonly onDeposited: () => void;
}

const WRITING = { status: 'writing', failure: null, isEmpty: false } as const;

/** A note written at the counter and deposited as a document of its own, by the same way as any other deposit. */
export function createNoteStore({ bridge, ins, today, signature, onDeposited }: NoteSetting): NoteStore {
  const state = createStore<NoteState>(() => ({ kind: 'dispensation', text: '', step: WRITING }));
  const become = (step: NoteStep): void => state.setState({ step });

  async function send(draftId: string, metadata: DepositMetadata): Promise<void> {
    become({ status: 'sending', actId: draftId });
    const sent = await bridge['deposit.send']({ draftId, ins, metadata });
    // Taken back by its author: what was written stands as it was.
    if (!sent.ok) return become({ ...WRITING, failure: sent.error.code === 'CANCELLED' ? null : sent.error });
    const { status } = sent.value;
    switch (status.status) {
      case 'received':
        become({ status: 'deposited' });
        return onDeposited();
      case 'refused':
        return become({ ...WRITING, failure: { code: knownCode(status.code), ref: draftId.slice(0, 8) } });
      case 'toReview':
      case 'waiting':
      case 'sending':
      case 'left':
        return become({ status: 'waiting' });
    }
  }

  return {
    state,
    edit: (change) => state.setState({ ...change, step: WRITING }),
    deposit: async () => {
      const { kind, text, step } = state.getState();
      if (step.status !== 'writing' && step.status !== 'asked') return;
      if (text.trim() === '') return become({ ...WRITING, isEmpty: true });
      become({ status: 'sending', actId: null });
      const { code, title, file } = TYPES[kind];
      const body = [title, words.on({ date: shortDate(today) }), '', text.trim(), '', signature, ''].join(
        '\n',
      );
      const prepared = await bridge['deposit.prepare']({
        ins,
        fileName: file,
        bytes: new TextEncoder().encode(body),
        text: null,
      });
      if (!prepared.ok) return become({ ...WRITING, failure: prepared.error });
      const draft = prepared.value;
      if (draft.status === 'refused') return become({ ...WRITING, failure: { code: 'INVALID', ref: '' } });
      const metadata: DepositMetadata = {
        title,
        type: code,
        actDate: today,
        confidentiality: ['N'],
        replaces: null,
      };
      const { draftId } = draft;
      const review = await bridge['deposit.review']({ draftId, ins, metadata });
      if (!review.ok) return become({ ...WRITING, failure: review.error });
      const { announcement, secrets } = review.value.vigilance;
      const [doubt] = [...announcement, ...secrets];
      if (doubt !== undefined && step.status === 'writing') {
        void bridge['deposit.discard']({ draftId });
        return become({ status: 'asked', excerpt: doubt.excerpt === '' ? title : doubt.excerpt });
      }
      return send(draftId, metadata);
    },
    undo: async () => {
      const { step } = state.getState();
      // Whether it was taken back, or had left, is what the deposit itself answers.
      if (step.status === 'sending' && step.actId !== null)
        await bridge['outbox.undo']({ actId: step.actId });
    },
  };
}

const knownCode = (code: string): FailureCode => FAILURE_CODES.find((known) => known === code) ?? 'INTERNAL';
