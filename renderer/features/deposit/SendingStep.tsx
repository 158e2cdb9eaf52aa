import { fileSize } from '../../i18n/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './Deposit.module.css';
import { words } from './messages.ts';
import type { DepositStep } from './store.ts';

/** On its way: nothing is said to be deposited before the receipt. */
export function SendingStep({ step }: { readonly step: DepositStep & { readonly status: 'sending' } }) {
  const { progress } = step;
  const sent = progress?.sentBytes ?? 0;
  const total = progress?.totalBytes ?? 0;
  const said =
    progress === null || progress.step === 'stored'
      ? words.stored
      : progress.step === 'received' || sent >= total
        ? words.sent
        : words.bytes({ sent: fileSize(sent), total: fileSize(total) });
  return (
    <div className={styles.centre}>
      <ProgressBar label={words.sending} value={total === 0 ? null : sent / total} words={said} />
    </div>
  );
}
