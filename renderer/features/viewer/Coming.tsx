import { useEffect, useState } from 'react';
import type { DocumentProgress } from '../../../shared/bridge/record.ts';
import { fileSize } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Opening } from './body/Opening.tsx';
import styles from './Coming.module.css';
import { words } from './messages.ts';

const PATIENCE_MS = 400;

export interface ComingProps {
  readonly progress: DocumentProgress | null;
  readonly onCancel: () => void;
}

/** A document on its way; on a slow line how much of it came, and the way to give it up. */
export function Coming({ progress, onCancel }: ComingProps) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isSlow) return <Opening />;
  const { receivedBytes = 0, totalBytes = 0 } = progress ?? {};
  return (
    <div className={styles.coming}>
      <ProgressBar
        label={words.opening}
        value={totalBytes === 0 ? null : receivedBytes / totalBytes}
        words={
          totalBytes === 0
            ? words.asked
            : words.received({ received: fileSize(receivedBytes), total: fileSize(totalBytes) })
        }
      />
      <Button onPress={onCancel}>{words.giveUp}</Button>
    </div>
  );
}
