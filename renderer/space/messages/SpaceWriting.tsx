import { useState } from 'react';
import type { Correspondent } from '../../../shared/bridge/space/messages.ts';
import { announce } from '../../platform/announcer.ts';
import { bytesOf, useComposing } from '../../platform/composing.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Composer } from '../../ui/Composer.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { words } from './messages.ts';

export interface SpaceWritingProps {
  readonly bridge: Pick<SpaceBridge, 'own.messages.send'>;
  readonly to: Correspondent;
  /** Message that it answers; null: it begins a thread. */
  readonly answers: string | null;
  readonly onSent: (threadId: string) => void;
}

/** Writes to a professional or a pharmacy; what fails stays typed. */
export function SpaceWriting({ bridge, to, answers, onSent }: SpaceWritingProps) {
  const composing = useComposing();
  const [isKept, setKept] = useState(false);
  const { busy, failure, act } = useActing();
  const send = (): void => {
    const { topic, text, files, key } = composing;
    const keep = isKept && files.length > 0;
    void act(
      'send',
      async () =>
        bridge['own.messages.send']({
          to: { kind: to.kind, id: to.id },
          answers,
          topic: answers === null ? topic : null,
          text,
          files: await bytesOf(files),
          key,
          keep,
        }),
      {
        say: '',
        take: ({ threadId, kept }) => {
          announce(keep ? words.sentAndKept({ count: kept }) : words.sent);
          composing.clear();
          onSent(threadId);
        },
      },
    );
  };
  return (
    <Composer
      composing={composing}
      withTopic={answers === null}
      placeholder={answers === null ? words.first : words.answer}
      isBusy={busy !== null}
      choice={
        <Checkbox isSelected={isKept} onChange={setKept}>
          {words.keep}
        </Checkbox>
      }
      notice={failure === null ? null : <FailureNotice failure={failure} onRetry={send} />}
      onSend={send}
    />
  );
}
