import type { ReactNode } from 'react';
import { count } from '../i18n/format.ts';
import styles from './HomeWork.module.css';
import { words } from './messages.ts';
import type { Screen } from './navigation.ts';
import type { WorkLine } from './work-lines.ts';

export interface HomeWorkProps {
  readonly lines: readonly WorkLine[];
  readonly onGo: (screen: Screen) => void;
  /** What the trade has above it. */
  readonly children?: ReactNode;
}

/** Beside the search of the desk: what waits, each with how much there is. */
export function HomeWork({ lines, onGo, children }: HomeWorkProps) {
  return (
    <aside className={styles.work} aria-labelledby="home-work">
      {children}
      <h2 id="home-work" className={styles.title}>
        {words.work}
      </h2>
      <ul className={styles.lines}>
        {lines
          .filter(({ count: waiting }) => waiting !== 0)
          .map(({ id, title, icon: Icon, count: waiting, due, screen }) => (
            <li key={id}>
              <button type="button" className={styles.line} onClick={() => onGo(screen)}>
                <Icon size={16} strokeWidth={1.75} aria-hidden />
                <span className={styles.name}>
                  {title}
                  {due === undefined ? null : <span className={styles.due}>{due}</span>}
                </span>
                <span className={styles.count}>{waiting === null ? '…' : count(waiting)}</span>
              </button>
            </li>
          ))}
      </ul>
    </aside>
  );
}
