import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { DepositReview, FILE_PROBLEMS } from '../../../shared/bridge/deposit.ts';
import type { KeptDraft } from '../../../shared/bridge/drafts.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { ActProgress, Receipt } from '../../../shared/bridge/outbox.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';
import type { Draft } from '../../platform/drafts.ts';
import type { ForeseenDeposit } from './foreseen.ts';
import {
  answered,
  metadataOf,
  proposedForm,
  questionsOf,
  type DepositForm,
  type FormContext,
  type ReadyDraft,
  type ReviewQuestion,
} from './form.ts';

import { forgetToDeposit } from '../../platform/files-to-deposit.ts';
import { keptText, type KeptDeposit } from './kept.ts';

type FileProblem = (typeof FILE_PROBLEMS)[number];

/** One file on its way into the record. Each step keeps what was typed in the one before. */
export type DepositStep =
  | { readonly status: 'choosing' }
  | { readonly status: 'reading'; readonly fileName: string }
  | { readonly status: 'unusable'; readonly fileName: string; readonly problem: FileProblem }
  | { readonly status: 'failed'; readonly fileName: string; readonly failure: Failure }
  | {
      readonly status: 'filling';
      readonly draft: ReadyDraft;
      readonly form: DepositForm;
      /** Why it was not reviewed or sent as it stood. */
      readonly failure: Failure | null;
      readonly isChecking: boolean;
    }
  | {
      readonly status: 'reviewing';
      readonly draft: ReadyDraft;
      readonly form: DepositForm;
      readonly review: DepositReview;
      /** An answer changed who reads it: that is being worked out anew. */
      readonly isChecking: boolean;
      /** It was to be sent while a question stood open. */
      readonly isUnanswered: boolean;
    }
  | {
      readonly status: 'sending';
      readonly draft: ReadyDraft;
      readonly form: DepositForm;
      readonly review: DepositReview;
      readonly progress: ActProgress | null;
    }
  /** The service's durable receipt is here: only now is it said to be deposited. */
  | { readonly status: 'deposited'; readonly title: string; readonly receipt: Receipt }
  /** Kept on the post until the service answers: not deposited yet. */
  | { readonly status: 'waiting'; readonly title: string };

interface DepositState {
  readonly step: DepositStep;
  /** Files chosen together that are still to come. */
  readonly queue: readonly File[];
}

export interface DepositStore {
  readonly state: StoreApi<DepositState>;
  /** Adds files; the first one is read at once when nothing is under way. */
  readonly add: (files: readonly File[]) => void;
  /** Nothing of it is deposited any more: neither this file nor those after it. */
  readonly giveUp: () => void;
  /** Takes up what its author had begun before a lock. */
  readonly takeUp: (kept: Pick<KeptDeposit, 'file' | 'form' | 'further'>) => void;
  readonly change: (change: Partial<DepositForm>) => void;
  readonly review: () => Promise<void>;
  readonly back: () => void;
  /** The person's answer to a question of the review. */
  readonly answer: (question: ReviewQuestion, answer: 'show' | 'hide') => Promise<void>;
  readonly send: () => Promise<void>;
  /** Takes back what has not left: the review returns, with all that was typed. */
  readonly undo: () => Promise<void>;
  /** What is about to be sent, for whoever shows the message that it causes. */
  readonly foreseen: (step: DepositStep & { readonly status: 'reviewing' }) => ForeseenDeposit;
  /** Gives the current file up and goes on with the next one. */
  readonly next: () => void;
  /** Forgets the draft: the screen is left. */
  readonly stop: () => void;
}

type DepositBridge = Pick<
  Bridge,
  'deposit.prepare' | 'deposit.review' | 'deposit.send' | 'deposit.discard' | 'outbox.undo' | 'on'
>;

export interface DepositSetting {
  readonly bridge: DepositBridge;
  readonly ins: InsRef;
  readonly replaces: DocumentSummary | undefined;
  readonly context: FormContext;
  /** What the page itself can read of a file (a PDF); null: nothing. */
  readonly readText?: (bytes: Uint8Array) => Promise<string | null>;
  /** Largest file that the service takes, in bytes. */
  readonly maxBytes: number;
  readonly onDeposited: (uniqueId: string) => void;
  /** Where the file and what is typed about it are kept until it is sent or given up. */
  readonly draft?: Draft;
}

/** The deposit of one or more files in the record of one patient, for good: a new patient needs a new store. */
export function createDepositStore(setting: DepositSetting): DepositStore {
  const { bridge, ins, context, maxBytes, onDeposited } = setting;
  const state = createStore<DepositState>(() => ({ step: { status: 'choosing' }, queue: [] }));
  let stopped = false;
  /** Staff deposit a pile of files for one professional: he is asked for once. */
  let lastAuthor: string | null = null;
  /** The file that is being deposited. */
  let current: File | null = null;

  const become = (step: DepositStep): void => {
    if (!stopped) state.setState({ step });
  };

  const keepTyped = (form: DepositForm, file?: KeptDraft['file']): void =>
    setting.draft?.keep(keptText(form, setting.replaces), file);

  /** Its deposit is the queue's, or it is not deposited: neither it nor what was typed about it is kept. */
  function forgetCurrent(): void {
    setting.draft?.drop();
    if (current !== null) forgetToDeposit([current]);
    current = null;
  }

  async function read(file: File, typed?: DepositForm): Promise<void> {
    current = file;
    const fileName = file.name.slice(-255);
    // Before a byte is read: a film dropped by mistake must not fill the memory.
    if (file.size > maxBytes) return become({ status: 'unusable', fileName, problem: 'TOO_LARGE' });
    if (file.size === 0) return become({ status: 'unusable', fileName, problem: 'EMPTY' });
    become({ status: 'reading', fileName });
    const bytes = await bytesOf(file);
    if (bytes === null) return become({ status: 'unusable', fileName, problem: 'DAMAGED' });
    const text = (await setting.readText?.(bytes)) ?? null;
    const answer = await bridge['deposit.prepare']({ ins, fileName, bytes, text });
    if (!answer.ok) return become({ status: 'failed', fileName, failure: answer.error });
    const draft = answer.value;
    if (draft.status === 'refused') return become({ status: 'unusable', fileName, problem: draft.problem });
    if (stopped) return void bridge['deposit.discard']({ draftId: draft.draftId });
    const proposed = { ...proposedForm(draft, setting.replaces, context.isSecret), authorId: lastAuthor };
    const form = typed ?? proposed;
    keepTyped(form, { name: fileName, bytes });
    become({ status: 'filling', draft, form, failure: null, isChecking: false });
  }

  function takeNext(): void {
    const [file, ...queue] = state.getState().queue;
    state.setState({ queue });
    if (file === undefined) become({ status: 'choosing' });
    else void read(file);
  }

  function discardDraft(): void {
    const { step } = state.getState();
    if (step.status === 'filling' || step.status === 'reviewing') {
      void bridge['deposit.discard']({ draftId: step.draft.draftId });
    }
  }

  const stopListening = bridge.on('outbox.progress', (progress) => {
    const { step } = state.getState();
    if (step.status === 'sending' && step.draft.draftId === progress.actId) become({ ...step, progress });
  });

  /** It leaves by itself, whatever the screen shows meanwhile. */
  const isSending = (draftId: string): boolean => {
    const { step } = state.getState();
    return !stopped && step.status === 'sending' && step.draft.draftId === draftId;
  };

  return {
    state,
    add(files) {
      const isIdle = ['choosing', 'unusable', 'failed'].includes(state.getState().step.status);
      state.setState(({ queue }) => ({ queue: [...queue, ...files] }));
      if (isIdle) takeNext();
    },
    change(change) {
      const { step } = state.getState();
      if (step.status !== 'filling') return;
      const form = { ...step.form, ...change };
      lastAuthor = form.authorId;
      keepTyped(form);
      become({ ...step, form, failure: null });
    },
    async review() {
      const { step } = state.getState();
      if (step.status !== 'filling' || step.isChecking) return;
      const { draft, form } = step;
      become({ ...step, isChecking: true, failure: null });
      const metadata = metadataOf(form, context);
      const answer = await bridge['deposit.review']({ draftId: draft.draftId, ins, metadata });
      if (answer.ok) become(reviewing(draft, form, answer.value));
      else become({ status: 'filling', draft, form, failure: answer.error, isChecking: false });
    },
    back() {
      const { step } = state.getState();
      if (step.status !== 'reviewing') return;
      become({ status: 'filling', draft: step.draft, form: step.form, failure: null, isChecking: false });
    },
    async answer(question, answer) {
      const { step } = state.getState();
      if (step.status !== 'reviewing' || step.isChecking) return;
      const { draft } = step;
      const form = { ...step.form, ...answered(step.form, question, answer) };
      keepTyped(form);
      become({ ...step, form, isChecking: true, isUnanswered: false });
      const metadata = metadataOf(form, context);
      const checked = await bridge['deposit.review']({ draftId: draft.draftId, ins, metadata });
      if (checked.ok) become(reviewing(draft, form, checked.value));
      else become({ status: 'filling', draft, form, failure: checked.error, isChecking: false });
    },
    async send() {
      const { step } = state.getState();
      if (step.status !== 'reviewing' || step.isChecking) return;
      const { draft, form } = step;
      if (questionsOf(form, step.review).some(({ answer }) => answer === null)) {
        return become({ ...step, isUnanswered: true });
      }
      const refuse = (failure: Failure): void =>
        become({ status: 'filling', draft, form, failure, isChecking: false });
      const { review } = step;
      become({ status: 'sending', draft, form, review, progress: null });
      const metadata = metadataOf(form, context);
      const answer = await bridge['deposit.send']({ draftId: draft.draftId, ins, metadata });
      // What was typed is the outbox's now, durably, or was received; a refusal leaves it here.
      if (answer.ok && answer.value.status.status !== 'refused') forgetCurrent();
      if (!isSending(draft.draftId)) return undefined;
      if (!answer.ok) {
        const isTakenBack = answer.error.code === 'CANCELLED';
        return isTakenBack ? become(reviewing(draft, form, review)) : refuse(answer.error);
      }
      const { status } = answer.value;
      switch (status.status) {
        case 'received':
          become({ status: 'deposited', title: metadata.title, receipt: status.receipt });
          onDeposited(status.receipt.uniqueId ?? '');
          return undefined;
        case 'toReview':
        case 'waiting':
        case 'sending':
        case 'left':
          return become({ status: 'waiting', title: metadata.title });
        case 'refused':
          return refuse({ code: status.code, ref: draft.draftId.slice(0, 8) });
      }
    },
    async undo() {
      const { step } = state.getState();
      // That it was taken back, or had left, is what the deposit itself answers.
      if (step.status === 'sending') await bridge['outbox.undo']({ actId: step.draft.draftId });
    },
    foreseen: ({ draft, form }) => ({
      act: 'deposit',
      ins,
      draftId: draft.draftId,
      metadata: metadataOf(form, context),
    }),
    takeUp({ file, form, further }) {
      state.setState(({ queue }) => ({ queue: [...queue, ...further] }));
      void read(file, form ?? undefined);
    },
    next() {
      discardDraft();
      forgetCurrent();
      takeNext();
    },
    giveUp() {
      forgetCurrent();
      forgetToDeposit(state.getState().queue);
    },
    stop() {
      discardDraft();
      stopped = true;
      stopListening();
    },
  };
}

const reviewing = (draft: ReadyDraft, form: DepositForm, review: DepositReview): DepositStep => ({
  status: 'reviewing',
  draft,
  form,
  review,
  isChecking: false,
  isUnanswered: false,
});

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    // The file moved or cannot be read any more.
    return null;
  }
}
