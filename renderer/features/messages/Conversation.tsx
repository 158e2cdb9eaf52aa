import { FolderOpen } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Thread, WaitingMessage } from '../../../shared/bridge/messages.ts';
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
import type { KeptMessage } from './useKeptMessage.ts';
import type { WaitingBridge } from './waiting-store.ts';
import { WaitingLine } from './WaitingLine.tsx';
import { Writing, type WritingBridge } from './Writing.tsx';

export interface ConversationProps extends MessageWays {
  readonly bridge: ConversationBridge & WritingBridge & WaitingBridge;
  readonly thread: Thread;
  /** What was done in this thread and the service has not received. */
  readonly waiting: readonly WaitingMessage[];
}

/** A thread with a patient: what was written, what waits, and the answer. One mount serves one thread. */
export function Conversation(props: ConversationProps) {
  const { bridge, thread, renderFile, onOpenRecord, onDeposit } = props;
  const { ins, threadId, topic, isMinorOnly } = thread;
  const [store] = useState(() => createConversationStore(bridge, ins, threadId));
  const state = useStore(store.state);
  const [failure, setFailure] = useState<Failure | null>(null);
  const inSight = useInSight();
  const lastNew = state.status === 'shown' ? state.messages.findLast(({ isNew }) => isNew)?.id : undefined;
  useEffect(() => store.follow(), [store]);
  // Read is what stands in front of somebody, and not what came in behind another screen.
  useEffect(() => {
    if (inSight && lastNew !== undefined) void store.markRead(lastNew);
  }, [store, lastNew, inSight]);

  const received = state.status === 'shown' ? state.messages : NONE;
  // A message whose receipt was lost on the way is there already: it is not shown twice.
  const waiting = props.waiting.filter(
    ({ actId }) => !received.some(({ sendingKey }) => sendingKey === actId),
  );
  const closing = waiting.findLast(
    ({ kind, status }) => kind !== 'message' && status.status !== 'refused',
  )?.kind;
  const closedAt = closing === undefined ? thread.closedAt : null;
  const isClosed = closing === undefined ? thread.closedAt !== null : closing === 'threadClosing';

  const setClosed = useMemo(
    () => async (closed: boolean) => {
      const done = await store.setClosed(closed, topic);
      setFailure(done.ok ? null : done.error);
      if (!done.ok) return;
      if (done.value.isWaiting) announce(closed ? words.closeWaits : words.reopenWaits);
      else announce(closed ? words.closedDone : words.reopenedDone);
    },
    [store, topic],
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
      ],
      [isClosed, setClosed],
    ),
  );
  const kept = useRef<KeptMessage | null>(null);
  const ready = useCallback((next: KeptMessage) => {
    kept.current = next;
  }, []);

  if (state.status === 'loading') return <Skeleton rows={6} />;
  const patient = state.status === 'shown' ? state.patient : null;
  const name = patient === null ? thread.patientName : personName(patient);
  return (
    <section className={styles.conversation} aria-labelledby="conversation-title">
      <header className={styles.head}>
        <div className={styles.whom}>
          <h2 id="conversation-title" className={styles.title}>
            {topic ?? name}
          </h2>
          {topic === null ? null : <p className={styles.quiet}>{name}</p>}
        </div>
        {onOpenRecord === null || patient === null ? null : (
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
      {state.status === 'failed' ? (
        <FailureState failure={state.failure} onRetry={() => void store.load()} />
      ) : state.failure === null ? null : (
        <FailureNotice failure={state.failure} onRetry={() => void store.load()} />
      )}
      {state.status === 'failed' && waiting.length === 0 ? null : (
        <MessageLines
          messages={received}
          closedAt={closedAt}
          isMinorOnly={isMinorOnly}
          renderAttachment={(attachment, message) =>
            patient === null ? null : (
              <Attachment
                bridge={bridge}
                patient={patient}
                message={message}
                attachment={attachment}
                renderFile={renderFile}
                onDeposit={onDeposit}
              />
            )
          }
          pending={waiting.map((each) => (
            <WaitingLine
              key={each.actId}
              bridge={bridge}
              waiting={each}
              onTaken={() => void kept.current?.takeUp()}
            />
          ))}
        />
      )}
      {isClosed ? null : (
        <Writing
          bridge={bridge}
          ins={ins}
          answers={received.at(-1)?.id ?? thread.lastId}
          threadId={threadId}
          patient={null}
          isSecret={isMinorOnly}
          onReady={ready}
          onSent={() => void store.load()}
          onDeposit={(files) => {
            if (patient !== null) onDeposit(patient, files);
          }}
        />
      )}
    </section>
  );
}

const NONE: readonly never[] = [];
