import { useCallback, useEffect, useState } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { Message, MessageAttachment } from '../../../shared/bridge/messages.ts';
import type { SpaceThread } from '../../../shared/bridge/space/messages.ts';
import { AttachedFile } from '../../features/viewer/AttachedFile.tsx';
import { announce } from '../../platform/announcer.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { MessageLines } from '../../ui/MessageLines.tsx';
import { useActing } from '../acting.ts';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Loaded } from '../ui/Section.tsx';
import { words } from './messages.ts';
import exchange from '../../ui/exchange.module.css';
import styles from './Messages.module.css';
import { SpaceWriting } from './SpaceWriting.tsx';

export interface SpaceConversationProps {
  readonly bridge: SpaceBridge;
  readonly holder: PatientIdentity;
  readonly thread: SpaceThread;
  readonly onSent: () => void;
}

/** One thread: what was written, and the answer, unless the professional closed it. */
export function SpaceConversation({ bridge, holder, thread, onSent }: SpaceConversationProps) {
  const { threadId, topic, closedAt, isMinorOnly, peer } = thread;
  const { answer, again } = useAsked(
    bridge,
    useCallback(() => bridge['own.messages.thread']({ threadId }), [bridge, threadId]),
  );
  const messages = answer.status === 'ready' ? answer.value.messages : null;
  const lastNew = messages?.findLast(({ isNew }) => isNew)?.id;
  useEffect(() => {
    if (lastNew !== undefined) void bridge['own.messages.read']({ messageId: lastNew });
  }, [bridge, lastNew]);
  return (
    <section className={styles.conversation} aria-label={topic ?? peer.name}>
      <h2 className={styles.title}>{topic ?? peer.name}</h2>
      {topic === null ? null : <p className={styles.with}>{peer.name}</p>}
      <Loaded answer={answer} rows={4} onRetry={again}>
        {(value) => (
          <>
            <MessageLines
              messages={value.messages}
              closedAt={closedAt}
              isMinorOnly={isMinorOnly}
              renderAttachment={(attachment, message) => (
                <Attached bridge={bridge} holder={holder} message={message} attachment={attachment} />
              )}
            />
            {closedAt === null ? (
              <SpaceWriting
                bridge={bridge}
                to={peer}
                answers={value.messages.at(-1)?.id ?? threadId}
                onSent={() => {
                  again();
                  onSent();
                }}
              />
            ) : null}
          </>
        )}
      </Loaded>
    </section>
  );
}

interface AttachedProps {
  readonly bridge: SpaceBridge;
  readonly holder: PatientIdentity;
  readonly message: Message;
  readonly attachment: MessageAttachment;
}

interface OpenedFile {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

function Attached({ bridge, holder, message, attachment }: AttachedProps) {
  const [opened, setOpened] = useState<OpenedFile | null>(null);
  const { busy, failure, act } = useActing();
  const ref = { messageId: message.id, position: attachment.position };
  const save = (): void =>
    void act('save', () => bridge['own.messages.saveAttachment'](ref), {
      say: '',
      take: ({ saved }) => {
        if (saved) announce(words.saved);
      },
    });
  return (
    <span className={exchange.acts}>
      <Button
        variant="quiet"
        isPending={busy === 'open'}
        onPress={() =>
          void act('open', () => bridge['own.messages.attachment'](ref), { say: '', take: setOpened })
        }
      >
        {words.open}
      </Button>
      <Button variant="quiet" isPending={busy === 'save'} onPress={save}>
        {words.save}
      </Button>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Dialog
        title={words.attachment}
        isOpen={opened !== null}
        size="large"
        onClose={() => setOpened(null)}
        footer={<Button onPress={() => setOpened(null)}>{words.done}</Button>}
      >
        <div className={exchange.file}>
          {opened === null ? null : <AttachedFile {...opened} patient={holder} onSave={save} />}
        </div>
      </Dialog>
    </span>
  );
}
