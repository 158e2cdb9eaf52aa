import { useStore } from 'zustand';
import { announcements } from '../platform/announcer.ts';
import styles from './hidden.module.css';

/** The page's own live region; `data-live-announcer` keeps it readable under a modal dialog. */
export function LiveRegion() {
  const { text, turn } = useStore(announcements);
  return (
    <div className={styles.hidden} role="status" data-live-announcer="true">
      <span key={turn}>{text}</span>
    </div>
  );
}
