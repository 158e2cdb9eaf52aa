import { useState } from 'react';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useComposing } from '../../platform/composing.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Composer } from '../../ui/Composer.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { words } from './messages.ts';
import { TemplatesButton, type TemplatesButtonProps } from './Templates.tsx';
import { useKeptWords } from './useKeptWords.ts';
import { useSending } from './useSending.ts';

export type WritingBridge = TemplatesButtonProps['bridge'] &
  Pick<Bridge, 'messages.send' | 'drafts.keep' | 'drafts.read' | 'drafts.drop'>;

export interface WritingProps {
  readonly bridge: WritingBridge;
  readonly ins: InsRef;
  /** Message that it answers; null: it begins a thread. */
  readonly answers: string | null;
  /** The thread, or the patient of a new one: under this name the words are kept. */
  readonly about: string;
  readonly autoFocus?: boolean;
  readonly onSent: (threadId: string) => void;
  /** The files that went with it are to become documents of the record. */
  readonly onDeposit: (files: readonly File[]) => void;
}

/** Writes to a patient; what would tell a minor's representatives his secret is said before anything leaves. */
export function Writing({ bridge, ins, answers, about, autoFocus, onSent, onDeposit }: WritingProps) {
  const composing = useComposing();
  const [isDeposited, setDeposited] = useState(true);
  useKeptWords(bridge, about, composing);
  const { isBusy, failure, tells, send, rewrite } = useSending(bridge, composing, {
    ins,
    answers,
    onSent: (threadId, files) => {
      onSent(threadId);
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
