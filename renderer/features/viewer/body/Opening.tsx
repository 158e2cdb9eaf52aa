import { useEffect, useState } from 'react';
import { words } from '../messages.ts';
import styles from './Opening.module.css';

const PATIENCE_MS = 150;

/** The shape of a page while it is opened; nothing at all for what is quick. */
export function Opening() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div className={styles.opening} aria-busy>
      {isSlow ? (
        <div className={styles.sheet} role="status">
          <span className={styles.words}>{words.opening}</span>
          <span className={styles.line} />
          <span className={styles.line} />
          <span className={styles.line} />
        </div>
      ) : null}
    </div>
  );
}
