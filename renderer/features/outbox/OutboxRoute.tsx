import { CircleCheck, CircleDashed, OctagonX, Send, SendHorizontal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { OutboxEntry } from '../../../shared/bridge/deposit.ts';
import { wordsForText } from '../../i18n/failures.ts';
import { dateAndTime, insGroups } from '../../i18n/format.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Badge } from '../../ui/Badge.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { words } from './messages.ts';
import styles from './Outbox.module.css';
import { createOutboxStore, type Outbox } from './outbox-store.ts';

/** The deposits of this post: waiting, on their way, received or refused. */
export function OutboxRoute({ bridge }: { readonly bridge: Pick<Bridge, 'deposit.outbox' | 'on'> }) {
  const [store] = useState(() => createOutboxStore(bridge));
  const state = useStore(store.state);
  useEffect(() => {
    void store.load();
    const stops = [
      bridge.on('deposit.progress', () => void store.load()),
      bridge.on('system.status', () => void store.load()),
    ];
    return () => {
      for (const stop of stops) stop();
      store.end();
    };
  }, [store, bridge]);
  return (
    <section className={styles.outbox} aria-labelledby="outbox-title">
      <h2 id="outbox-title" className={styles.title}>
        {words.title}
      </h2>
      <p className={styles.lead}>{words.lead}</p>
      <Content state={state} onRetry={() => void store.load()} />
    </section>
  );
}

function Content({ state, onRetry }: { readonly state: Outbox; readonly onRetry: () => void }) {
  if (state.status === 'loading') return <Skeleton rows={6} />;
  if (state.status === 'failed') return <FailureState failure={state.failure} onRetry={onRetry} />;
  if (state.entries.length === 0) {
    return (
      <EmptyState icon={<Send size={32} strokeWidth={1.5} aria-hidden />} title={words.empty}>
        <p>{words.emptyNext}</p>
      </EmptyState>
    );
  }
  return (
    <ul className={styles.entries}>
      {state.entries.map((entry) => (
        <li key={entry.draftId} className={styles.entry}>
          <div className={styles.what}>
            <span className={styles.name}>{entry.title}</span>
            {entry.onBehalfOf === null ? null : (
              <span className={styles.author}>{words.onBehalfOf({ name: entry.onBehalfOf })}</span>
            )}
            {entry.secret ? <span className={styles.author}>{words.secret}</span> : null}
          </div>
          <span className={styles.ins}>
            {words.patient} {insGroups(entry.ins.value)}
          </span>
          <EntryState status={entry.status} />
        </li>
      ))}
    </ul>
  );
}

function EntryState({ status }: { readonly status: OutboxEntry['status'] }) {
  switch (status.status) {
    case 'waiting':
      return (
        <Badge tone="emergency" icon={<CircleDashed size={14} aria-hidden />}>
          {words.waiting}
        </Badge>
      );
    case 'sending':
      return (
        <Badge tone="info" icon={<SendHorizontal size={14} aria-hidden />}>
          {words.sending}
        </Badge>
      );
    case 'deposited':
      return (
        <Badge tone="good" icon={<CircleCheck size={14} aria-hidden />}>
          {words.deposited({ time: dateAndTime(status.receipt.receivedAt) })}
        </Badge>
      );
    case 'refused': {
      return (
        <span className={styles.refused}>
          <Badge tone="danger" icon={<OctagonX size={14} aria-hidden />}>
            {words.refused}
          </Badge>
          {wordsForText(status.code)?.what ?? status.code}
        </span>
      );
    }
  }
}
