import { useEffect, useState } from 'react';
import styles from './Skeleton.module.css';

export interface SkeletonProps {
  /** Rows of the list to come, so that nothing jumps when they arrive. */
  readonly rows: number;
}

/** The layout of a list that is on its way; shown after 150 ms, so that what is quick never flickers. */
export function Skeleton({ rows }: SkeletonProps) {
  const late = useLate(150);
  return (
    <div className={styles.skeleton} aria-busy="true" aria-label="Chargement" role="status">
      {late ? Array.from({ length: rows }, (_, row) => <span key={row} className={styles.row} />) : null}
    </div>
  );
}

/** False until so many milliseconds have passed. */
function useLate(milliseconds: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return late;
}
