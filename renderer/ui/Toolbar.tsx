import type { ReactNode } from 'react';
import { Toolbar as AriaToolbar, Separator } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Toolbar.module.css';

export interface ToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Acts in a row: one stop for Tab, arrows inside. */
export function Toolbar({ label, children, className }: ToolbarProps) {
  return (
    <AriaToolbar aria-label={label} className={cx(styles.toolbar, className)}>
      {children}
    </AriaToolbar>
  );
}

export function ToolbarSeparator() {
  return <Separator orientation="vertical" className={styles.separator ?? ''} />;
}
