import { Mail, MailPlus, Search } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { splitWords, wordsBegin } from '../../../shared/identity/name-words.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { changeSettings, settings } from '../../platform/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { SplitPane } from '../../ui/SplitPane.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ThreadLine } from '../../ui/ThreadLines.tsx';
import { ToggleChip } from '../../ui/ToggleChip.tsx';
import { useOptionList } from '../../ui/useOptionList.ts';
import { Conversation } from './Conversation.tsx';
import type { ConversationBridge } from './conversation-store.ts';
import { words } from './messages.ts';
import styles from './Messages.module.css';
import { NewThread } from './NewThread.tsx';
import { unreadOf, type ThreadsStore } from './threads-store.ts';
import type { MessageWays } from './types.ts';
import type { WritingBridge } from './Writing.tsx';

export interface MessagesRouteProps extends MessageWays {
  readonly bridge: ConversationBridge & WritingBridge & Pick<Bridge, 'patients.search' | 'patients.recent'>;
  readonly store: ThreadsStore;
  /** The patient of the open record; null: all of them. */
  readonly patient: PatientIdentity | null;
  readonly today: string;
  readonly onSignIn: () => void;
}

type Beside = { readonly kind: 'thread'; readonly threadId: string } | { readonly kind: 'new' } | null;

/** The threads on the left, the one that is read or begun on the right. */
export function MessagesRoute(props: MessagesRouteProps) {
  const { bridge, store, patient, today, renderFile, onOpenRecord, onDeposit, onSignIn } = props;
  const state = useStore(store.state);
  const share = useStore(settings, ({ listShare }) => listShare);
  const [query, setQuery] = useState('');
  const [unreadOnly, setUnreadOnly] = useState(false);
  const [withClosed, setWithClosed] = useState(true);
  const search = useRef<HTMLInputElement>(null);
  const [beside, show] = useState<Beside>(null);

  const threads = state.status === 'listed' ? state.threads : NONE;
  const shown = useMemo(() => {
    const asked = splitWords(query);
    return threads.filter(
      ({ unread, closedAt, patientName, topic, excerpt }) =>
        (!unreadOnly || unread > 0) &&
        (withClosed || closedAt === null) &&
        wordsBegin(`${patientName} ${topic ?? ''} ${excerpt}`, asked),
    );
  }, [threads, query, unreadOnly, withClosed]);
  const options = useOptionList(shown.length, `${query} ${String(unreadOnly)}`, (index) => {
    const thread = shown[index];
    if (thread !== undefined) show({ kind: 'thread', threadId: thread.threadId });
  });
  const begin = useCallback(() => show({ kind: 'new' }), []);
  const back = useCallback(() => show(null), []);
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        { id: 'messages.begin', group: words.group, title: words.begin, keys: 'N', run: begin },
        {
          id: 'messages.find',
          group: words.group,
          title: words.search,
          keys: '/',
          isKeyOnly: true,
          run: () => search.current?.focus(),
        },
      ],
      [begin],
    ),
  );
  const open =
    beside?.kind === 'thread' ? threads.find(({ threadId }) => threadId === beside.threadId) : undefined;
  const unread = unreadOf(state);

  const list = (
    <div className={styles.list}>
      <div className={styles.tools}>
        <TextField
          className={styles.search ?? ''}
          label={words.search}
          hideLabel
          type="search"
          autoFocus={patient === null}
          placeholder={words.search}
          maxLength={100}
          value={query}
          icon={<Search size={16} aria-hidden />}
          inputRef={search}
          inputProps={options.inputProps}
          onChange={setQuery}
        />
        <Button variant="primary" icon={<MailPlus size={16} aria-hidden />} keys="N" onPress={begin}>
          {words.begin}
        </Button>
      </div>
      <div className={styles.filters}>
        <ToggleChip isSelected={unreadOnly} onChange={setUnreadOnly}>
          {words.unreadOnly}
        </ToggleChip>
        <ToggleChip isSelected={withClosed} onChange={setWithClosed}>
          {words.withClosed}
        </ToggleChip>
        <p className={styles.count} role="status">
          {state.status === 'listed' ? words.count({ count: shown.length, unread }) : ''}
        </p>
      </div>
      {state.status === 'listed' && state.isPartial ? <p className={styles.quiet}>{words.partial}</p> : null}
      {state.status === 'loading' ? (
        <Skeleton rows={8} />
      ) : state.status === 'failed' ? (
        <FailureState failure={state.failure} onRetry={() => void store.load()} onSignIn={onSignIn} />
      ) : shown.length === 0 ? (
        <EmptyState
          role="status"
          icon={<Mail size={32} strokeWidth={1.5} aria-hidden />}
          title={threads.length === 0 ? words.none : words.noneFound}
        >
          <p>{threads.length === 0 ? words.noneNext : words.noneFoundNext}</p>
        </EmptyState>
      ) : (
        <div {...options.listProps} aria-label={words.list} className={styles.threads}>
          {shown.map((thread, index) => (
            <ThreadLine
              key={thread.threadId}
              head={thread}
              who={patient === null ? thread.patientName : (thread.topic ?? thread.patientName)}
              today={today}
              isOpen={thread.threadId === open?.threadId}
              props={options.optionProps(index)}
            />
          ))}
        </div>
      )}
    </div>
  );
  const second =
    beside?.kind === 'new' ? (
      <NewThread
        bridge={bridge}
        patient={patient}
        onSent={(threadId) => {
          show({ kind: 'thread', threadId });
          void store.load();
        }}
        onDeposit={onDeposit}
      />
    ) : open === undefined ? (
      <EmptyState icon={<Mail size={32} strokeWidth={1.5} aria-hidden />} title={words.choose}>
        <p>{words.chooseNext}</p>
      </EmptyState>
    ) : (
      <Conversation
        key={open.threadId}
        bridge={bridge}
        thread={open}
        renderFile={renderFile}
        onOpenRecord={onOpenRecord}
        onDeposit={onDeposit}
        onBack={back}
      />
    );
  return (
    <SplitPane
      label={words.list}
      share={share}
      first={list}
      second={second}
      onShare={(listShare) => changeSettings({ listShare })}
    />
  );
}

const NONE: readonly never[] = [];
