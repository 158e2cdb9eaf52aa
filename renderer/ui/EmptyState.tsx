import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  /** What is so, in one sentence; never more than is known. */
  readonly title: string;
  readonly children?: ReactNode;
  /** The one act that goes on from here. */
  readonly action?: ReactNode;
  /** A failure's reference, small, for support. */
  readonly reference?: string;
  readonly role?: 'status' | 'alert';
  readonly className?: string;
}

/** A panel with nothing to list: empty, refused or failed. It says which, and what to do. */
export function EmptyState({ icon, title, children, action, reference, role, className }: EmptyStateProps) {
  return (
    <div className={cx(styles.state, className)} {...(role === undefined ? {} : { role })}>
      {icon === undefined ? null : <span className={styles.icon}>{icon}</span>}
      <p className={styles.title}>{title}</p>
      {children === undefined ? null : <div className={styles.words}>{children}</div>}
      {action === undefined ? null : <div className={styles.action}>{action}</div>}
      {reference === undefined ? null : <p className={styles.reference}>{reference}</p>}
    </div>
  );
}
