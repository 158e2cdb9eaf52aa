import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { TellingWords } from '../../../shared/bridge/messages.ts';
import { announce } from '../../platform/announcer.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { bytesOf, type Composing } from '../../platform/composing.ts';
import type { DraftsBridge } from '../../platform/drafts.ts';
import { forgetToDeposit, keepToDeposit } from '../../platform/files-to-deposit.ts';
import { words } from './messages.ts';

export interface Sending {
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  /** What it would tell a minor's representatives; null: nothing, or their author goes on all the same. */
  readonly tells: TellingWords | null;
  readonly send: (told: boolean) => void;
  readonly rewrite: () => void;
}

/** An act that waits for its turn, or the thread in which it stands already. */
export type Sent = { readonly actId: string } | { readonly threadId: string };

export interface SendingTo {
  readonly ins: InsRef;
  /** Message that it answers; null: it begins a thread. */
  readonly answers: string | null;
  /** The thread that it goes on with; null: it begins one. */
  readonly threadId: string | null;
  /** Its files are to become documents of the record. */
  readonly isDeposited: boolean;
  /** It is kept, durably, or left at once: where it is, and the files that went with it. */
  readonly onSent: (sent: Sent, files: readonly File[]) => void;
}

/** Sends what is composed; whatever fails leaves it as it was typed. */
export function useSending(
  bridge: Pick<Bridge, 'messages.send'> & DraftsBridge,
  composing: Composing,
  { ins, threadId, answers, isDeposited, onSent }: SendingTo,
): Sending {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tells, setTells] = useState<TellingWords | null>(null);
  const send = async (told: boolean): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const chosen = composing.files.map(({ file }) => file);
    // Before the message: a page that ends between the two leaves the files to be deposited.
    if (isDeposited) await keepToDeposit(bridge, ins, chosen);
    const { topic, text, files, key } = composing;
    const answer = await bridge['messages.send']({
      ins,
      threadId,
      answers,
      topic: answers === null ? topic : null,
      text,
      files: await bytesOf(files),
      key,
      told,
    });
    setBusy(false);
    if (!answer.ok || answer.value.outcome === 'wouldTell') forgetToDeposit(chosen);
    if (!answer.ok) return setFailure(answer.error);
    if (answer.value.outcome === 'wouldTell') return setTells(answer.value.words);
    setTells(null);
    const sent = answer.value;
    announce(sent.outcome === 'sent' ? words.sent : words.kept);
    composing.clear();
    onSent(sent.outcome === 'sent' ? { threadId: sent.threadId } : { actId: sent.actId }, chosen);
  };
  return {
    isBusy,
    failure,
    tells,
    send: (told) => void send(told),
    rewrite: () => setTells(null),
  };
}
