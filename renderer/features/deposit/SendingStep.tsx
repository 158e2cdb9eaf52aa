import { Undo2 } from 'lucide-react';
import type { ActProgress } from '../../../shared/bridge/outbox.ts';
import { fileSize } from '../../i18n/format.ts';
import { useNow } from '../../platform/clock.ts';
import { Button } from '../../ui/Button.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './Deposit.module.css';
import { words } from './messages.ts';
import type { DepositStep, DepositStore } from './store.ts';

export interface SendingStepProps {
  readonly step: DepositStep & { readonly status: 'sending' };
  readonly store: DepositStore;
  readonly hasNext: boolean;
  readonly onClose: () => void;
}

/**
 * On its way: nothing is said to be deposited before the receipt. Until it leaves it is taken back by one key;
 * whoever has no time to watch goes on, and it leaves all the same.
 */
export function SendingStep({ step: { progress }, store, hasNext, onClose }: SendingStepProps) {
  const leavesAt = progress?.leavesAt ?? null;
  const canUndo = progress?.canUndo === true;
  return (
    <div className={styles.centre}>
      <div className={styles.sending}>
        {leavesAt === null ? <Progress progress={progress} /> : <Leaving leavesAt={leavesAt} />}
        <p className={styles.sendingWhat}>{canUndo ? words.undoWhat : words.goesOn}</p>
        <div className={styles.sendingActs}>
          {canUndo ? (
            <Button icon={<Undo2 size={16} aria-hidden />} keys="Escape" onPress={() => void store.undo()}>
              {words.undo}
            </Button>
          ) : null}
          <Button variant="primary" keys="Enter" autoFocus onPress={hasNext ? store.next : onClose}>
            {hasNext ? words.nextFile : words.done}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Leaving({ leavesAt }: { readonly leavesAt: string }) {
  const now = useNow(1_000);
  const seconds = Math.max(1, Math.ceil((Date.parse(leavesAt) - now) / 1_000));
  // Said once when it begins: a voice that counts down would hide everything else.
  return (
    <p className={styles.leaving} role="timer" aria-live="off">
      {words.leavesIn({ seconds })}
    </p>
  );
}

function Progress({ progress }: { readonly progress: ActProgress | null }) {
  const sent = progress?.sentBytes ?? 0;
  const total = progress?.totalBytes ?? 0;
  const said =
    progress === null || progress.step === 'stored'
      ? words.stored
      : progress.step === 'received' || sent >= total
        ? words.sent
        : words.bytes({ sent: fileSize(sent), total: fileSize(total) });
  return <ProgressBar label={words.sending} value={total === 0 ? null : sent / total} words={said} />;
}
