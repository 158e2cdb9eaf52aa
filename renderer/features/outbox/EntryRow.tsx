import { Download, Send, Trash2, Undo2 } from 'lucide-react';
import type { OutboxEntry } from '../../../shared/bridge/outbox.ts';
import { dateAndTime, insGroups } from '../../i18n/format.ts';
import { ActBadge, ActNext } from '../../ui/ActStanding.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { kindWords, words } from './messages.ts';
import styles from './Outbox.module.css';
import type { OutboxActs } from './outbox-store.ts';

export interface EntryRowProps {
  readonly entry: OutboxEntry;
  readonly store: OutboxActs;
}

/** One act: what it is, whose record, where it stands, what comes next, and what may be done about it. */
export function EntryRow({ entry, store }: EntryRowProps) {
  const { kind, title, ins, onBehalfOf, secret, storedAt, status, canUndo } = entry;
  const details = [
    words.since({ time: dateAndTime(storedAt) }),
    ...(onBehalfOf === null ? [] : [words.onBehalfOf({ name: onBehalfOf })]),
    ...(secret ? [words.secret] : []),
  ];
  return (
    <li className={styles.entry} aria-label={words.about({ act: kindWords[kind].act, title })}>
      <div className={styles.what}>
        <span className={styles.name}>{title}</span>
        <span className={styles.detail}>
          {kindWords[kind].act} · {details.join(' · ')}
        </span>
      </div>
      <span className={styles.ins}>
        {words.patient} {insGroups(ins.value)}
      </span>
      <div className={styles.state}>
        <ActBadge status={status} done={kindWords[kind].done} />
        <ActNext
          status={status}
          canUndo={canUndo}
          refusedNext={kind === 'message' ? words.refusedMessageNext : words.refusedNext}
        />
      </div>
      <Acts entry={entry} store={store} />
    </li>
  );
}

function Acts({ entry, store }: EntryRowProps) {
  const { actId, status, canUndo } = entry;
  const undo = canUndo ? (
    <Button variant="quiet" icon={<Undo2 size={16} aria-hidden />} onPress={() => void store.undo(actId)}>
      {status.status === 'sending' ? words.undoSending : words.undo}
    </Button>
  ) : null;
  const send = (label: string) => (
    <Button variant="quiet" icon={<Send size={16} aria-hidden />} onPress={() => void store.release([actId])}>
      {label}
    </Button>
  );
  return (
    <div className={styles.acts}>
      {status.status === 'toReview' ? send(words.send) : null}
      {status.status === 'waiting' || status.status === 'left' ? send(words.sendNow) : null}
      {undo}
      {status.status === 'refused' ? (
        <Button
          variant="quiet"
          icon={<Trash2 size={16} aria-hidden />}
          onPress={() => void store.forget(actId)}
        >
          {words.forget}
        </Button>
      ) : null}
      {status.status === 'received' ? (
        <IconButton
          label={words.saveReceipt}
          icon={<Download size={16} aria-hidden />}
          onPress={() => void store.saveReceipts(actId)}
        />
      ) : null}
    </div>
  );
}
