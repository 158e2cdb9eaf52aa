import { MailPlus } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { Correspondent, SpaceThread } from '../../../shared/bridge/space/messages.ts';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { useToday } from '../../platform/clock.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { ThreadLine } from '../../ui/ThreadLines.tsx';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Nothing } from '../ui/Lines.tsx';
import { Loaded, SpaceScreen } from '../ui/Section.tsx';
import { words } from './messages.ts';
import styles from './Messages.module.css';
import { PharmacyPicker } from './PharmacyPicker.tsx';
import { SpaceConversation } from './SpaceConversation.tsx';
import { SpaceWriting } from './SpaceWriting.tsx';

export interface MessagesScreenProps {
  readonly bridge: SpaceBridge;
  readonly holder: PatientIdentity;
  readonly side: Extract<SpaceState, { status: 'open' }>['side'];
}

type Shown =
  | { readonly kind: 'list' }
  | { readonly kind: 'thread'; readonly threadId: string }
  | { readonly kind: 'new'; readonly to: Correspondent | null };

/** The threads of the space; one of them, or the beginning of another, takes their place. */
export function MessagesScreen({ bridge, holder, side }: MessagesScreenProps) {
  const { answer, again } = useAsked(
    bridge,
    useCallback(() => bridge['own.messages.threads']({}), [bridge]),
  );
  const [shown, show] = useState<Shown>({ kind: 'list' });
  const isList = shown.kind === 'list';
  const back = useCallback(() => show({ kind: 'list' }), []);
  useCommands(
    useMemo(
      (): Command[] => [
        {
          id: 'space.messages.begin',
          group: words.group,
          title: words.begin,
          keys: 'N',
          run: () => show({ kind: 'new', to: null }),
        },
        ...(isList
          ? []
          : [{ id: 'space.back', group: words.group, title: words.back, keys: 'Escape', run: back }]),
      ],
      [back, isList],
    ),
  );
  const threads = answer.status === 'ready' ? answer.value.threads : [];
  const open =
    shown.kind === 'thread' ? threads.find(({ threadId }) => threadId === shown.threadId) : undefined;
  const sent = (threadId: string): void => {
    again();
    show({ kind: 'thread', threadId });
  };
  const note = side === 'carer' ? words.asCarer : side === 'representative' ? words.asRepresentative : null;

  return (
    <SpaceScreen
      title={words.title}
      lead={note === null ? words.lead : `${words.lead} ${note}`}
      action={
        isList ? (
          <Button
            variant="primary"
            icon={<MailPlus size={16} aria-hidden />}
            keys="N"
            onPress={() => show({ kind: 'new', to: null })}
          >
            {words.begin}
          </Button>
        ) : (
          <Button keys="Escape" onPress={back}>
            {words.back}
          </Button>
        )
      }
    >
      {shown.kind === 'new' ? (
        <section className={styles.conversation} aria-label={words.beginTitle}>
          {shown.to === null ? (
            <PharmacyPicker bridge={bridge} onChoose={(to) => show({ kind: 'new', to })} />
          ) : (
            <>
              <h2 className={styles.title}>{shown.to.name}</h2>
              <SpaceWriting bridge={bridge} to={shown.to} answers={null} onSent={sent} />
            </>
          )}
        </section>
      ) : (
        <Loaded answer={answer} rows={5} onRetry={again}>
          {() =>
            open === undefined ? (
              <ThreadList threads={threads} onOpen={(threadId) => show({ kind: 'thread', threadId })} />
            ) : (
              <SpaceConversation
                key={open.threadId}
                bridge={bridge}
                holder={holder}
                thread={open}
                onSent={again}
              />
            )
          }
        </Loaded>
      )}
    </SpaceScreen>
  );
}

interface ThreadListProps {
  readonly threads: readonly SpaceThread[];
  readonly onOpen: (threadId: string) => void;
}

function ThreadList({ threads, onOpen }: ThreadListProps) {
  const today = useToday();
  const unread = threads.reduce((sum, thread) => sum + thread.unread, 0);
  return (
    <div>
      <p className={styles.count} role="status">
        {words.count({ count: threads.length, unread })}
      </p>
      {threads.length === 0 ? (
        <Nothing>{words.none}</Nothing>
      ) : (
        <ul className={styles.threads} aria-label={words.list}>
          {threads.map((thread) => (
            <li key={thread.threadId}>
              <button type="button" className={styles.thread} onClick={() => onOpen(thread.threadId)}>
                <ThreadLine head={thread} who={thread.peer.name} today={today} isOpen={false} props={null} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
