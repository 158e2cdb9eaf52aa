import { CircleAlert, Info, OctagonAlert, Siren } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Notice.module.css';

const ICONS = { info: Info, warning: CircleAlert, danger: OctagonAlert, emergency: Siren } as const;

export interface NoticeProps {
  readonly tone?: keyof typeof ICONS;
  readonly title?: string;
  readonly children: ReactNode;
  /** The one act that goes on from here. */
  readonly action?: ReactNode;
  /** True when it appears in answer to an act: read aloud at once. */
  readonly isAlert?: boolean;
  readonly className?: string;
}

/** A note in the flow of a panel: what is so, and what to do. */
export function Notice({ tone = 'info', title, children, action, isAlert = false, className }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div className={cx(styles.notice, styles[tone], className)} role={isAlert ? 'alert' : 'note'}>
      <Icon size={18} aria-hidden />
      <div className={styles.words}>
        {title === undefined ? null : <p className={styles.title}>{title}</p>}
        {children}
      </div>
      {action === undefined ? null : <div className={styles.action}>{action}</div>}
    </div>
  );
}
