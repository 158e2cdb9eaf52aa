import type { ReactNode, Ref } from 'react';
import { cx } from './cx.ts';
import styles from './ScrollPane.module.css';

export interface ScrollPaneProps {
  readonly label: string;
  readonly id?: string;
  readonly isBusy?: boolean;
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLElement>;
  readonly children: ReactNode;
}

/** A panel that scrolls by itself, by the arrow keys too where nothing in it takes the focus. */
export function ScrollPane({ label, id, isBusy, className, ref, children }: ScrollPaneProps) {
  return (
    <section
      {...(ref === undefined ? {} : { ref })}
      {...(id === undefined ? {} : { id })}
      {...(isBusy === undefined ? {} : { 'aria-busy': isBusy })}
      aria-label={label}
      className={cx(styles.pane, className)}
      // What scrolls must be reached by keyboard (WCAG 2.1.1), though it is no control.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {children}
    </section>
  );
}
