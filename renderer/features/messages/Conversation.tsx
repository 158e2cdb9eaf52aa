import { FolderOpen } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Thread } from '../../../shared/bridge/messages.ts';
import { personName } from '../../i18n/person.ts';
import { announce } from '../../platform/announcer.ts';
import { useCommands, useInSight, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice, FailureState } from '../../ui/FailureState.tsx';
import { MessageLines } from '../../ui/MessageLines.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Attachment } from './Attachment.tsx';
import { createConversationStore, type ConversationBridge } from './conversation-store.ts';
import { words } from './messages.ts';
import styles from './Messages.module.css';
import type { MessageWays } from './types.ts';
import { Writing, type WritingBridge } from './Writing.tsx';

export interface ConversationProps extends MessageWays {
  readonly bridge: ConversationBridge & WritingBridge;
  readonly thread: Thread;
  readonly onBack: () => void;
}

/** A thread with a patient: what was written, and the answer. One mount serves one thread. */
export function Conversation(props: ConversationProps) {
  const { bridge, thread, renderFile, onOpenRecord, onDeposit, onBack } = props;
  const { ins, threadId, topic, closedAt, isMinorOnly } = thread;
  const [store] = useState(() => createConversationStore(bridge, ins, threadId));
  const state = useStore(store.state);
  const [failure, setFailure] = useState<Failure | null>(null);
  const inSight = useInSight();
  const isClosed = closedAt !== null;
  const lastNew = state.status === 'shown' ? state.messages.findLast(({ isNew }) => isNew)?.id : undefined;
  useEffect(() => store.follow(), [store]);
  // Read is what stands in front of somebody, and not what came in behind another screen.
  useEffect(() => {
    if (inSight && lastNew !== undefined) void store.markRead(lastNew);
  }, [store, lastNew, inSight]);

  const setClosed = useMemo(
    () => async (closed: boolean) => {
      const problem = await store.setClosed(closed);
      setFailure(problem);
      if (problem === null) announce(closed ? words.closedDone : words.reopenedDone);
    },
    [store],
  );
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'messages.close',
          group: words.group,
          title: isClosed ? words.reopen : words.close,
          run: () => void setClosed(!isClosed),
        },
        {
          id: 'messages.back',
          group: words.group,
          title: words.back,
          keys: 'Escape',
          isKeyOnly: true,
          run: onBack,
        },
      ],
      [isClosed, setClosed, onBack],
    ),
  );

  if (state.status === 'failed') {
    return <FailureState failure={state.failure} onRetry={() => void store.load()} />;
  }
  if (state.status === 'loading') return <Skeleton rows={6} />;
  const { patient, messages } = state;
  return (
    <section className={styles.conversation} aria-labelledby="conversation-title">
      <header className={styles.head}>
        <div className={styles.whom}>
          <h2 id="conversation-title" className={styles.title}>
            {topic ?? personName(patient)}
          </h2>
          {topic === null ? null : <p className={styles.quiet}>{personName(patient)}</p>}
        </div>
        {onOpenRecord === null ? null : (
          <Button
            variant="quiet"
            icon={<FolderOpen size={16} aria-hidden />}
            onPress={() => onOpenRecord(patient)}
          >
            {words.openRecord}
          </Button>
        )}
        <Button onPress={() => void setClosed(!isClosed)}>{isClosed ? words.reopen : words.close}</Button>
      </header>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <MessageLines
        messages={messages}
        closedAt={closedAt}
        isMinorOnly={isMinorOnly}
        renderAttachment={(attachment, message) => (
          <Attachment
            bridge={bridge}
            patient={patient}
            message={message}
            attachment={attachment}
            renderFile={renderFile}
            onDeposit={onDeposit}
          />
        )}
      />
      {isClosed ? null : (
        <Writing
          bridge={bridge}
          ins={ins}
          answers={messages.at(-1)?.id ?? threadId}
          about={threadId}
          onSent={() => void store.load()}
          onDeposit={(files) => onDeposit(patient, files)}
        />
      )}
    </section>
  );
}
