import type { ReactNode } from 'react';
import { DemonstrationMark } from './DemonstrationMark.tsx';
import styles from './EntryFrame.module.css';

export interface EntryFrameProps {
  readonly title: string;
  readonly lead: string;
  readonly demonstration: boolean;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

/** The frame of the screens before a session: the product's name, one column, nothing else. */
export function EntryFrame({ title, lead, demonstration, children, footer }: EntryFrameProps) {
  return (
    <div className={styles.frame}>
      <header className={styles.brand}>
        <BrandMark />
        <span>Poste Santé</span>
        {demonstration ? <DemonstrationMark /> : null}
      </header>
      <main className={styles.column}>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.lead}>{lead}</p>
        {children}
        {footer === undefined ? null : <footer className={styles.footer}>{footer}</footer>}
      </main>
    </div>
  );
}

/** Two pages that meet: the post's and the space's. */
export function BrandMark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M3 5.5A2.5 2.5 0 0 1 5.5 3H12v18H5.5A2.5 2.5 0 0 1 3 18.5z" fill="var(--accent)" />
      <path
        d="M12 3.75h6.5a1.75 1.75 0 0 1 1.75 1.75v13a1.75 1.75 0 0 1-1.75 1.75H12"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <path
        d="M15 12h3M5.75 12h3M7.25 10.5v3"
        stroke="var(--accent)"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
      <path d="M5.75 12h3M7.25 10.5v3" stroke="var(--accent-ink)" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}
