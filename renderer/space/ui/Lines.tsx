import type { ReactNode } from 'react';
import styles from './Lines.module.css';

export interface LineProps {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  readonly note?: ReactNode;
  /** States of it, each in a word. */
  readonly badges?: ReactNode;
  readonly acts?: ReactNode;
  readonly children?: ReactNode;
}

/** Things one under the other, told apart by a line and not by boxes. */
export function Lines({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className={styles.lines} aria-label={label}>
      {children}
    </ul>
  );
}

export function Line({ icon, title, note, badges, acts, children }: LineProps) {
  return (
    <li className={styles.line}>
      {icon === undefined ? null : <span className={styles.icon}>{icon}</span>}
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {note === undefined || note === null ? null : <p className={styles.note}>{note}</p>}
        {badges === undefined ? null : <p className={styles.badges}>{badges}</p>}
        {children}
      </div>
      {acts === undefined ? null : <div className={styles.acts}>{acts}</div>}
    </li>
  );
}

/** What is said where there is nothing to list. */
export function Nothing({ children }: { readonly children: ReactNode }) {
  return <p className={styles.nothing}>{children}</p>;
}
