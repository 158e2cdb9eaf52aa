import { useEffect, useState } from 'react';
import type { InsRef, PatientIdentity } from '../../../shared/bridge/identity.ts';
import { draftAbout } from '../../../shared/bridge/messages.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useComposing } from '../../platform/composing.ts';
import type { DraftsBridge } from '../../platform/drafts.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Composer } from '../../ui/Composer.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { words } from './messages.ts';
import { TemplatesButton, type TemplatesButtonProps } from './Templates.tsx';
import { useKeptMessage, type KeptMessage } from './useKeptMessage.ts';
import { useSending, type Sent } from './useSending.ts';

export type WritingBridge = TemplatesButtonProps['bridge'] & DraftsBridge & Pick<Bridge, 'messages.send'>;

export interface WritingProps {
  readonly bridge: WritingBridge;
  readonly ins: InsRef;
  /** Message that it answers; null: it begins a thread. */
  readonly answers: string | null;
  /** The thread that it goes on with; null: it begins one. */
  readonly threadId: string | null;
  /** With whom it begins one; null: the thread says so. */
  readonly patient: PatientIdentity | null;
  /** In a minor's secret session. */
  readonly isSecret: boolean;
  readonly autoFocus?: boolean;
  /** Told how to put a message that was taken back under the pen. */
  readonly onReady?: (kept: KeptMessage) => void;
  readonly onSent: (sent: Sent) => void;
  /** The files that went with it are to become documents of the record. */
  readonly onDeposit: (files: readonly File[]) => void;
}

/** Writes to a patient; what would tell a minor's representatives his secret is said before anything leaves. */
export function Writing(props: WritingProps) {
  const { bridge, ins, answers, threadId, patient, isSecret, autoFocus, onReady, onSent, onDeposit } = props;
  const composing = useComposing();
  const [isDeposited, setDeposited] = useState(true);
  const kept = useKeptMessage(bridge, draftAbout(threadId, ins, isSecret), patient, composing);
  useEffect(() => onReady?.(kept), [onReady, kept]);
  const { isBusy, failure, tells, send, rewrite } = useSending(bridge, composing, {
    ins,
    threadId,
    answers,
    isDeposited,
    onSent: (sent, files) => {
      kept.drop();
      onSent(sent);
      if (isDeposited && files.length > 0) onDeposit(files);
    },
  });
  const addText = (text: string): void =>
    composing.setText(composing.text === '' ? text : `${composing.text}\n\n${text}`);
  return (
    <Composer
      composing={composing}
      withTopic={answers === null}
      placeholder={answers === null ? words.first : words.answer}
      isBusy={isBusy}
      autoFocus={autoFocus === true}
      tools={<TemplatesButton bridge={bridge} onUse={addText} />}
      choice={
        <Checkbox isSelected={isDeposited} onChange={setDeposited}>
          {words.depositToo} <small>{words.depositTooNote}</small>
        </Checkbox>
      }
      notice={
        tells !== null ? (
          <Notice
            tone="warning"
            isAlert
            title={words.tellsTitle}
            action={
              <>
                <Button onPress={rewrite}>{words.rewrite}</Button>
                <Button variant="danger" onPress={() => send(true)}>
                  {words.sendAnyway}
                </Button>
              </>
            }
          >
            <p>{words.tells({ words: tells.map(({ excerpt }) => `« ${excerpt} »`).join(', ') })}</p>
            <p>{words.tellsNext}</p>
          </Notice>
        ) : failure === null ? null : (
          <FailureNotice failure={failure} onRetry={() => send(false)} />
        )
      }
      onSend={() => send(false)}
    />
  );
}
