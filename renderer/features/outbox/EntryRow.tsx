import {
  CircleCheck,
  CircleDashed,
  Download,
  Eye,
  OctagonX,
  Send,
  SendHorizontal,
  Trash2,
  Undo2,
} from 'lucide-react';
import type { OutboxEntry } from '../../../shared/bridge/outbox.ts';
import { wordsFor } from '../../i18n/failures.ts';
import { dateAndTime, fileSize, insGroups } from '../../i18n/format.ts';
import { useNow } from '../../platform/clock.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { kindWords, words } from './messages.ts';
import styles from './Outbox.module.css';
import type { OutboxActs } from './outbox-store.ts';

export interface EntryRowProps {
  readonly entry: OutboxEntry;
  readonly store: OutboxActs;
}

/** One act: what it is, whose record, where it stands, what comes next, and what may be done about it. */
export function EntryRow({ entry, store }: EntryRowProps) {
  const { kind, title, ins, onBehalfOf, secret, storedAt } = entry;
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
        <StateBadge entry={entry} />
        <Next entry={entry} />
      </div>
      <Acts entry={entry} store={store} />
    </li>
  );
}

function StateBadge({ entry: { kind, status } }: { readonly entry: OutboxEntry }) {
  switch (status.status) {
    case 'toReview':
      return (
        <Badge tone="accent" icon={<Eye size={14} aria-hidden />}>
          {words.toReview}
        </Badge>
      );
    case 'waiting':
      return <Badge icon={<CircleDashed size={14} aria-hidden />}>{words.waiting}</Badge>;
    case 'sending':
      return (
        <Badge tone="info" icon={<SendHorizontal size={14} aria-hidden />}>
          {words.sending}
        </Badge>
      );
    case 'left':
      return (
        <Badge tone="info" icon={<Send size={14} aria-hidden />}>
          {words.left}
        </Badge>
      );
    case 'received':
      return (
        <Badge tone="good" icon={<CircleCheck size={14} aria-hidden />}>
          {words.doneAt({ done: kindWords[kind].done, time: dateAndTime(status.receipt.receivedAt) })}
        </Badge>
      );
    case 'refused':
      return (
        <Badge tone="danger" icon={<OctagonX size={14} aria-hidden />}>
          {words.refused}
        </Badge>
      );
  }
}

/** What happens next, or what there is to do. */
function Next({ entry: { status, canUndo } }: Pick<EntryRowProps, 'entry'>) {
  switch (status.status) {
    case 'toReview':
      return <Said>{status.mayHaveLeft ? words.mayHaveLeftNext : words.toReviewNext}</Said>;
    case 'waiting':
      return status.leavesAt === null ? (
        <>
          <Said>{reasonWords(status.because)}</Said>
          {status.held === null ? null : <Said>{words.held(sizes(status.held))}</Said>}
        </>
      ) : (
        <Countdown leavesAt={status.leavesAt} />
      );
    case 'sending': {
      const { sentBytes, totalBytes } = status;
      return (
        <>
          <ProgressBar
            label={words.progress}
            value={totalBytes === 0 ? null : sentBytes / totalBytes}
            words={words.bytes(sizes({ heldBytes: sentBytes, totalBytes }))}
          />
          {canUndo ? <Said>{words.sendingNext}</Said> : null}
        </>
      );
    }
    case 'left':
      return <Said>{words.leftNext}</Said>;
    case 'received':
      return null;
    case 'refused':
      return (
        <Said>
          {wordsFor(status.code).what} {words.refusedNext}
        </Said>
      );
  }
}

const sizes = ({ heldBytes, totalBytes }: { readonly heldBytes: number; readonly totalBytes: number }) => ({
  sent: fileSize(heldBytes),
  total: fileSize(totalBytes),
});

const Said = ({ children }: { readonly children: React.ReactNode }) => (
  <span className={styles.next}>{children}</span>
);

function Countdown({ leavesAt }: { readonly leavesAt: string }) {
  const now = useNow(1_000);
  return (
    <Said>{words.leavesIn({ seconds: Math.max(1, Math.ceil((Date.parse(leavesAt) - now) / 1_000)) })}</Said>
  );
}

function reasonWords(because: string | null): string {
  switch (because) {
    case null:
    case 'CANCELLED':
      return words.waitingNext;
    case 'SERVICE_UNREACHABLE':
    case 'RATE_LIMITED':
      return words.waitingUnreachable;
    case 'SESSION_ENDED':
      return words.waitingSession;
    case 'DISK_FULL':
    case 'STORE_FAILED':
      return words.waitingDisk;
    default:
      return words.waitingOther;
  }
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
