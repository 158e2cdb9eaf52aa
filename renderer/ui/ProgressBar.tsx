import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components';
import styles from './ProgressBar.module.css';

export interface ProgressBarProps {
  readonly label: string;
  /** From 0 to 1; null while nobody can tell. */
  readonly value: number | null;
  /** Bytes or steps, in words: "1,2 Mo sur 3,4 Mo". */
  readonly words?: string;
}

/** How far a long act is, in a bar and in words. */
export function ProgressBar({ label, value, words }: ProgressBarProps) {
  const share = Math.round(Math.min(1, Math.max(0, value ?? 0)) * 100);
  return (
    <AriaProgressBar
      className={styles.progress ?? ''}
      isIndeterminate={value === null}
      value={share}
      {...(words === undefined ? {} : { valueLabel: words })}
    >
      <Label>{label}</Label>
      <span className={styles.words}>{words}</span>
      <span className={styles.track} data-indeterminate={value === null || undefined}>
        <span className={styles.bar} style={value === null ? {} : { width: `${String(share)}%` }} />
      </span>
    </AriaProgressBar>
  );
}
