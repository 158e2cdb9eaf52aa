import styles from './DemonstrationMark.module.css';

/** On the embedded service every patient is fictitious, and every screen says so. */
export function DemonstrationMark() {
  return (
    <span className={styles.mark}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d="M1 11 11 1M1 6l5-5M6 11l5-5" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
      Données fictives
    </span>
  );
}
