import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { cx } from './cx.ts';

export interface BadgeProps {
  /** Colour never speaks alone: a pictogram and a word do. */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly tone?: 'neutral' | 'accent' | 'info' | 'good' | 'emergency' | 'danger';
  readonly className?: string;
}

/** A state in a word. */
export function Badge({ icon, children, tone = 'neutral', className }: BadgeProps) {
  return (
    <span className={cx(styles.badge, styles[tone], className)}>
      {icon}
      <span className={styles.word}>{children}</span>
    </span>
  );
}
