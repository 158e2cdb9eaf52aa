import { Pencil, Send, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { WaitingMessage } from '../../../shared/bridge/messages.ts';
import type { Result } from '../../../shared/result.ts';
import { flushDrafts } from '../../platform/drafts.ts';
import { ActBadge, ActNext } from '../../ui/ActStanding.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { OwnLine } from '../../ui/MessageLines.tsx';
import { words } from './messages.ts';
import styles from './Messages.module.css';
import type { WaitingBridge } from './waiting-store.ts';

export interface WaitingLineProps {
  readonly bridge: WaitingBridge;
  readonly waiting: WaitingMessage;
  /** It is a draft again. */
  readonly onTaken: () => void;
}

/** What its writer did and the service has not received, in its place: how it stands, and what may be done. */
export function WaitingLine({ bridge, waiting, onTaken }: WaitingLineProps) {
  const { actId, kind, text, attachments, doneAt, status, canUndo } = waiting;
  const [failure, setFailure] = useState<Failure | null>(null);
  const isRefused = status.status === 'refused';
  const isMessage = kind === 'message';

  const ask = async (asked: Promise<Result<unknown, Failure>>, done?: () => void): Promise<void> => {
    const answer = await asked;
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) done?.();
  };
  const takeBack = async (): Promise<void> => {
    // What is being typed goes to the store first: what is taken back is put before it.
    await flushDrafts();
    await ask(bridge['messages.takeBack']({ actId }), onTaken);
  };
  return (
    <OwnLine
      by={isMessage ? words.you : kind === 'threadClosing' ? words.closing : words.reopening}
      when={doneAt}
      text={text}
      attachments={attachments}
    >
      <div className={styles.standing}>
        <ActBadge status={status} done={words.delivered} />
        <ActNext
          status={status}
          canUndo={canUndo}
          refusedNext={isMessage ? words.refusedNext : words.refusedActNext}
        />
      </div>
      <div className={styles.acts}>
        {status.status === 'toReview' ? (
          <Button
            icon={<Send size={16} aria-hidden />}
            onPress={() => void ask(bridge['outbox.release']({ actIds: [actId] }))}
          >
            {words.send}
          </Button>
        ) : null}
        {isMessage && (canUndo || isRefused) ? (
          <Button
            variant="quiet"
            icon={isRefused ? <Pencil size={16} aria-hidden /> : <Undo2 size={16} aria-hidden />}
            onPress={() => void takeBack()}
          >
            {words.takeBack}
          </Button>
        ) : null}
        {!isMessage && canUndo ? (
          <Button
            variant="quiet"
            icon={<Undo2 size={16} aria-hidden />}
            onPress={() => void ask(bridge['outbox.undo']({ actId }))}
          >
            {words.cancel}
          </Button>
        ) : null}
        {isRefused ? (
          <Button
            variant="quiet"
            icon={<Trash2 size={16} aria-hidden />}
            onPress={() => void ask(bridge['outbox.forget']({ actId }))}
          >
            {words.forget}
          </Button>
        ) : null}
      </div>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </OwnLine>
  );
}
