import type { ReactNode } from 'react';
import type { Answer } from '../asked.ts';
import { FailureState } from '../../ui/FailureState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Section.module.css';

export interface ScreenProps {
  readonly title: string;
  /** What this screen is for, in one or two sentences of everyday words. */
  readonly lead?: ReactNode;
  /** The one act of the screen. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A screen of the space: its title, what it is for, and its parts one under the other. */
export function SpaceScreen({ title, lead, action, children }: ScreenProps) {
  return (
    <section className={styles.screen} aria-labelledby="space-screen-title">
      <header className={styles.head}>
        <div className={styles.words}>
          <h1 id="space-screen-title" className={styles.title} tabIndex={-1}>
            {title}
          </h1>
          {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
        </div>
        {action === undefined ? null : <div className={styles.action}>{action}</div>}
      </header>
      {children}
    </section>
  );
}

export interface PartProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a screen with its own heading. */
export function Part({ title, lead, action, children }: PartProps) {
  return (
    <section className={styles.part} aria-label={title}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.partTitle}>{title}</h2>
          {lead === undefined ? null : <p className={styles.partLead}>{lead}</p>}
        </div>
        {action === undefined ? null : <div className={styles.action}>{action}</div>}
      </header>
      {children}
    </section>
  );
}

export interface LoadedProps<T> {
  readonly answer: Answer<T>;
  readonly rows?: number;
  readonly onRetry: () => void;
  readonly children: (value: T) => ReactNode;
}

/** What was asked, once it is there; its layout while it is on its way, its failure when it failed. */
export function Loaded<T>({ answer, rows = 4, onRetry, children }: LoadedProps<T>) {
  switch (answer.status) {
    case 'loading':
      return <Skeleton rows={rows} />;
    case 'failed':
      return <FailureState failure={answer.failure} onRetry={onRetry} />;
    case 'ready':
      return children(answer.value);
  }
}
