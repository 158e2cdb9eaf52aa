import { CircleCheck, CircleDashed, Eye, OctagonX, Send, SendHorizontal } from 'lucide-react';
import type { ActStatus } from '../../shared/bridge/outbox.ts';
import { wordsFor } from '../i18n/failures.ts';
import { dateAndTime, fileSize } from '../i18n/format.ts';
import { icu, messages } from '../i18n/text.ts';
import { useNow } from '../platform/clock.ts';
import styles from './ActStanding.module.css';
import { Badge } from './Badge.tsx';
import { ProgressBar } from './ProgressBar.tsx';

const words = {
  ...messages({
    toReview: 'À relire',
    waiting: 'En attente',
    sending: 'Envoi en cours',
    left: 'Envoyé',
    refused: 'Refusé',
    toReviewNext: 'Envoyez-le, ou annulez-le : rien n’est encore fait.',
    mayHaveLeftNext:
      'Il était peut-être arrivé : l’envoyer redemande son accusé, et rien n’est fait deux fois.',
    waitingNext: 'Part dès que possible.',
    waitingUnreachable: 'Le service ne répond pas : part dès son retour.',
    waitingSession: 'Votre session nationale est terminée : part dès qu’elle est rouverte.',
    waitingDisk: 'Le disque du poste est plein ou a refusé une écriture : part dès qu’il écrit de nouveau.',
    waitingOther: 'Le service n’a pas pu le prendre : un nouvel essai est prévu.',
    leftNext: 'Sans accusé pour l’instant : il est redemandé, et rien n’est fait deux fois.',
    sendingNext: 'Rien n’est fait avant la fin de l’envoi.',
    progress: 'Envoi',
  }),
  leavesIn: icu<{ seconds: number }>(
    'Part dans {seconds, plural, one {# seconde} many {# secondes} other {# secondes}}.',
  ),
  doneAt: icu<{ done: string; time: string }>('{done} le {time}'),
  held: icu<{ sent: string; total: string }>(
    '{sent} sur {total} sont déjà au service : l’envoi reprendra là.',
  ),
  bytes: icu<{ sent: string; total: string }>('{sent} sur {total}'),
};

export interface ActBadgeProps {
  readonly status: ActStatus;
  /** How an act of this kind stands once the service has it. */
  readonly done: string;
}

/** Where an act stands, in the words of whoever did it. */
export function ActBadge({ status, done }: ActBadgeProps) {
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
          {words.doneAt({ done, time: dateAndTime(status.receipt.receivedAt) })}
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

export interface ActNextProps {
  readonly status: ActStatus;
  readonly canUndo: boolean;
  /** What there is to do once it is refused. */
  readonly refusedNext: string;
}

/** What happens next, or what there is to do. */
export function ActNext({ status, canUndo, refusedNext }: ActNextProps) {
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
          {wordsFor(status.code).what} {refusedNext}
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
