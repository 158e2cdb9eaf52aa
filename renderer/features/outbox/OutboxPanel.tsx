import { Download, Send } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import type { OutboxEntry } from '../../../shared/bridge/outbox.ts';
import { wordsFor } from '../../i18n/failures.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { EntryRow } from './EntryRow.tsx';
import { words } from './messages.ts';
import styles from './Outbox.module.css';
import type { Outbox, OutboxActs } from './outbox-store.ts';

export interface OutboxPanelProps {
  readonly state: Outbox;
  readonly store: OutboxActs;
}

/** Acts in the order in which they ask for somebody: to read again, under way, refused, received. */
export function OutboxPanel({ state, store }: OutboxPanelProps) {
  return (
    <section className={styles.outbox} aria-labelledby="outbox-title">
      <h2 id="outbox-title" className={styles.title}>
        {words.title}
      </h2>
      <p className={styles.lead}>{words.lead}</p>
      {state.status === 'loading' ? <Skeleton rows={6} /> : null}
      {state.status === 'failed' ? (
        <FailureState failure={state.failure} onRetry={() => void store.load()} />
      ) : null}
      {state.status === 'listed' ? <Listed {...state} store={store} /> : null}
    </section>
  );
}

type ListedProps = Omit<Outbox & { status: 'listed' }, 'status'> & Pick<OutboxPanelProps, 'store'>;

function Listed({ entries, failure, store }: ListedProps) {
  const { toReview, underWay, refused, received } = useMemo(() => grouped(entries), [entries]);
  const ids = toReview.map(({ actId }) => actId);
  useSendCommand(ids, store);
  if (entries.length === 0) {
    return (
      <EmptyState icon={<Send size={32} strokeWidth={1.5} aria-hidden />} title={words.empty}>
        <p>{words.emptyNext}</p>
      </EmptyState>
    );
  }
  return (
    <>
      {failure === null ? null : (
        <Notice tone="warning" className={styles.failure ?? ''}>
          {wordsFor(failure.code).what} {wordsFor(failure.code).next}
        </Notice>
      )}
      <Group
        title={words.toReviewTitle}
        lead={words.toReviewLead}
        entries={toReview}
        store={store}
        act={
          <Button
            variant="primary"
            keys="Mod+Enter"
            icon={<Send size={16} aria-hidden />}
            onPress={() => void store.release(ids)}
          >
            {words.sendAll({ count: ids.length })}
          </Button>
        }
      />
      <Group title={words.underWayTitle} entries={underWay} store={store} />
      <Group title={words.refusedTitle} entries={refused} store={store} />
      <Group
        title={words.receivedTitle}
        entries={received}
        store={store}
        act={
          <Button
            variant="quiet"
            icon={<Download size={16} aria-hidden />}
            onPress={() => void store.saveReceipts(null)}
          >
            {words.saveAll}
          </Button>
        }
      />
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly lead?: string;
  readonly entries: readonly OutboxEntry[];
  readonly store: OutboxActs;
  readonly act?: ReactNode;
}

function Group({ title, lead, entries, store, act }: GroupProps) {
  if (entries.length === 0) return null;
  return (
    <section className={styles.group} aria-label={title}>
      <header className={styles.groupHead}>
        <div>
          <h3 className={styles.groupTitle}>
            {title} <span className={styles.count}>{entries.length}</span>
          </h3>
          {lead === undefined ? null : <p className={styles.groupLead}>{lead}</p>}
        </div>
        {act}
      </header>
      <ul className={styles.entries}>
        {entries.map((entry) => (
          <EntryRow key={entry.actId} entry={entry} store={store} />
        ))}
      </ul>
    </section>
  );
}

/** What waits to be read again has one key, and stands in the palette. */
function useSendCommand(ids: readonly string[], store: OutboxActs): void {
  const joined = ids.join(' ');
  useCommands(
    useMemo((): Command[] => {
      const actIds = joined === '' ? [] : joined.split(' ');
      if (actIds.length === 0) return [];
      return [
        {
          id: 'outbox.sendAll',
          title: words.sendAll({ count: actIds.length }),
          group: words.commandGroup,
          keys: 'Mod+Enter',
          run: () => void store.release(actIds),
        },
      ];
    }, [joined, store]),
  );
}

function grouped(entries: readonly OutboxEntry[]) {
  const of = (...statuses: readonly OutboxEntry['status']['status'][]): OutboxEntry[] =>
    entries.filter(({ status }) => statuses.includes(status.status));
  return {
    toReview: of('toReview'),
    underWay: of('waiting', 'sending', 'left'),
    refused: of('refused'),
    received: of('received'),
  };
}
