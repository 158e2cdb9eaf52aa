import type { ReactNode } from 'react';
import { InSight } from '../platform/commands.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import styles from './Shell.module.css';
import hidden from '../ui/hidden.module.css';

export interface ScreenPaneProps {
  readonly isShown: boolean;
  /** Read aloud when the screen is entered; null where the content has its own heading. */
  readonly title: string | null;
  readonly children: ReactNode;
}

/** A screen that is kept alive out of sight: what was typed in it is there when one comes back. */
export function ScreenPane({ isShown, title, children }: ScreenPaneProps) {
  return (
    <div className={styles.screenPane} hidden={!isShown} data-screen-pane="">
      {title === null ? null : (
        <h1 className={hidden.hidden} tabIndex={-1}>
          {title}
        </h1>
      )}
      <InSight value={isShown}>
        <ErrorBoundary>{children}</ErrorBoundary>
      </InSight>
    </div>
  );
}
