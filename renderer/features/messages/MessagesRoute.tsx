import { ArrowLeft, Mail, MailPlus, Search } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { sameIns, type PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { ThreadHead, WaitingMessage } from '../../../shared/bridge/messages.ts';
import { splitWords, wordsBegin } from '../../../shared/identity/name-words.ts';
import { personName } from '../../i18n/person.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { changeSettings, settings } from '../../platform/settings.ts';
import { ActBadge } from '../../ui/ActStanding.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice, FailureState } from '../../ui/FailureState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { SplitPane } from '../../ui/SplitPane.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ThreadLine } from '../../ui/ThreadLines.tsx';
import { ToggleChip } from '../../ui/ToggleChip.tsx';
import { useOptionList } from '../../ui/useOptionList.ts';
import { BegunThread, begunWith } from './BegunThread.tsx';
import { Conversation } from './Conversation.tsx';
import type { ConversationBridge } from './conversation-store.ts';
import { words } from './messages.ts';
import styles from './Messages.module.css';
import { NewThread } from './NewThread.tsx';
import { unreadOf, type ThreadsStore } from './threads-store.ts';
import type { MessageWays } from './types.ts';
import { useBeside } from './useBeside.ts';
import { createWaitingStore, type WaitingBridge } from './waiting-store.ts';
import type { WritingBridge } from './Writing.tsx';

export interface MessagesRouteProps extends MessageWays {
  readonly bridge: ConversationBridge &
    WritingBridge &
    WaitingBridge &
    Pick<Bridge, 'patients.search' | 'patients.recent'>;
  readonly store: ThreadsStore;
  /** The patient of the open record; null: all of them. */
  readonly patient: PatientIdentity | null;
  /** The record around it is open in a minor's secret session. */
  readonly isSecret: boolean;
  readonly today: string;
  readonly onSignIn: () => void;
}

/** The threads on the left, the one that is read or begun on the right. */
export function MessagesRoute(props: MessagesRouteProps) {
  const { bridge, store, patient, isSecret, today, renderFile, onOpenRecord, onDeposit, onSignIn } = props;
  const state = useStore(store.state);
  const share = useStore(settings, ({ listShare }) => listShare);
  const [query, setQuery] = useState('');
  const [unreadOnly, setUnreadOnly] = useState(false);
  const [withClosed, setWithClosed] = useState(true);
  const search = useRef<HTMLInputElement>(null);
  const [waitingStore] = useState(() => createWaitingStore(bridge));
  const messages = useStore(waitingStore.state);
  useEffect(() => waitingStore.follow(), [waitingStore]);

  const threads = state.status === 'listed' ? state.threads : NONE;
  const [beside, show] = useBeside(bridge, { patient, isSecret, threads, messages });
  const isBeside = beside !== null;
  const { waiting } = messages;
  const begun = useMemo(
    () =>
      waiting.filter(
        ({ actId, threadId, ins, topic, text, ...each }) =>
          threadId === null &&
          (patient === null || sameIns(ins, patient.ins)) &&
          // Its receipt was lost on the way: its thread is there.
          !threads.some(({ lastKey }) => lastKey === actId) &&
          wordsBegin(
            `${each.patient === null ? '' : personName(each.patient)} ${topic ?? ''} ${text}`,
            splitWords(query),
          ),
      ),
    [waiting, threads, patient, query],
  );
  const shown = useMemo(() => {
    const asked = splitWords(query);
    return threads.filter(
      ({ unread, closedAt, patientName, topic, excerpt }) =>
        (!unreadOnly || unread > 0) &&
        (withClosed || closedAt === null) &&
        wordsBegin(`${patientName} ${topic ?? ''} ${excerpt}`, asked),
    );
  }, [threads, query, unreadOnly, withClosed]);
  const options = useOptionList(begun.length + shown.length, `${query} ${String(unreadOnly)}`, (index) => {
    const first = begun[index];
    const thread = shown[index - begun.length];
    if (first !== undefined) show({ kind: 'begun', actId: first.actId });
    else if (thread !== undefined) show({ kind: 'thread', threadId: thread.threadId });
  });
  const begin = useCallback(() => show({ kind: 'new', patient: null }), [show]);
  const back = useCallback(() => show(null), [show]);
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
        ...(isBeside
          ? [
              {
                id: 'messages.back',
                group: words.group,
                title: words.back,
                keys: 'Escape',
                isKeyOnly: true,
                run: back,
              },
            ]
          : []),
      ],
      [begin, back, isBeside],
    ),
  );
  const open =
    beside?.kind === 'thread' ? threads.find(({ threadId }) => threadId === beside.threadId) : undefined;
  const openBegun =
    beside?.kind === 'begun' ? waiting.find(({ actId }) => actId === beside.actId) : undefined;
  const unread = unreadOf(state);
  /** The last of what waits in a thread says how it stands. */
  const standingOf = (id: string) => {
    const last = waiting.findLast(({ actId, threadId }) => threadId === id || actId === id);
    return last === undefined ? undefined : <ActBadge status={last.status} done={words.delivered} />;
  };

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
      {state.status === 'listed' && state.failure !== null ? (
        <FailureNotice failure={state.failure} onRetry={() => void store.load()} onSignIn={onSignIn} />
      ) : null}
      {state.status === 'loading' ? (
        <Skeleton rows={8} />
      ) : state.status === 'failed' && begun.length === 0 ? (
        <FailureState failure={state.failure} onRetry={() => void store.load()} onSignIn={onSignIn} />
      ) : shown.length === 0 && begun.length === 0 ? (
        <EmptyState
          role="status"
          icon={<Mail size={32} strokeWidth={1.5} aria-hidden />}
          title={threads.length === 0 ? words.none : words.noneFound}
        >
          <p>{threads.length === 0 ? words.noneNext : words.noneFoundNext}</p>
        </EmptyState>
      ) : (
        <div {...options.listProps} aria-label={words.list} className={styles.threads}>
          {begun.map((each, index) => (
            <ThreadLine
              key={each.actId}
              head={headOf(each)}
              who={begunWith(each)}
              today={today}
              isOpen={each.actId === openBegun?.actId}
              props={options.optionProps(index)}
              standing={standingOf(each.actId)}
            />
          ))}
          {shown.map((thread, index) => (
            <ThreadLine
              key={thread.threadId}
              head={thread}
              who={patient === null ? thread.patientName : (thread.topic ?? thread.patientName)}
              today={today}
              isOpen={thread.threadId === open?.threadId}
              props={options.optionProps(begun.length + index)}
              standing={standingOf(thread.threadId)}
            />
          ))}
        </div>
      )}
      {state.status === 'failed' && begun.length > 0 ? (
        <FailureNotice failure={state.failure} onRetry={() => void store.load()} onSignIn={onSignIn} />
      ) : null}
    </div>
  );
  const second =
    beside?.kind === 'new' ? (
      <NewThread
        bridge={bridge}
        patient={patient ?? beside.patient}
        isSecret={isSecret}
        onSent={(sent) => {
          show('actId' in sent ? { kind: 'begun', ...sent } : { kind: 'thread', ...sent });
          void waitingStore.load();
          void store.load();
        }}
        onDeposit={onDeposit}
      />
    ) : openBegun !== undefined ? (
      <BegunThread
        key={openBegun.actId}
        bridge={bridge}
        waiting={openBegun}
        onTaken={() =>
          // A secret one is given back where the record is open in secret.
          show(openBegun.secret === isSecret ? { kind: 'new', patient: openBegun.patient ?? patient } : null)
        }
      />
    ) : isBeside && open === undefined ? (
      <Skeleton rows={6} />
    ) : open === undefined ? (
      <EmptyState icon={<Mail size={32} strokeWidth={1.5} aria-hidden />} title={words.choose}>
        <p>{words.chooseNext}</p>
      </EmptyState>
    ) : (
      <Conversation
        key={open.threadId}
        bridge={bridge}
        thread={open}
        waiting={waiting.filter(({ threadId }) => threadId === open.threadId)}
        renderFile={renderFile}
        onOpenRecord={onOpenRecord}
        onDeposit={onDeposit}
      />
    );
  return (
    <SplitPane
      label={words.list}
      share={share}
      shows={isBeside ? 'second' : 'first'}
      first={list}
      second={
        <>
          {isBeside ? (
            <div className={styles.back}>
              <Button variant="quiet" icon={<ArrowLeft size={16} aria-hidden />} keys="Escape" onPress={back}>
                {words.back}
              </Button>
            </div>
          ) : null}
          {second}
        </>
      }
      onShare={(listShare) => changeSettings({ listShare })}
    />
  );
}

const NONE: readonly never[] = [];

/** A begun thread as a line of the list. */
const headOf = ({ actId, topic, text, doneAt, attachments, secret }: WaitingMessage): ThreadHead => ({
  threadId: actId,
  lastId: actId,
  lastKey: actId,
  topic,
  lastAt: doneAt,
  isLastOwn: true,
  excerpt: text,
  attachments: attachments.length,
  unread: 0,
  closedAt: null,
  isMinorOnly: secret,
});
