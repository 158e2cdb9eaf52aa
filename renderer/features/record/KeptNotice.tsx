import { CloudOff, History, Luggage } from 'lucide-react';
import type { Kept } from '../../../shared/bridge/record.ts';
import { timeOfDay } from '../../i18n/format.ts';
import styles from './KeptNotice.module.css';
import { words } from './messages.ts';

export interface KeptNoticeProps {
  readonly kept: Kept;
  /** The service is being asked: what it says will take the place of this. */
  readonly isAsking: boolean;
}

/** What is shown was kept by the post: as of when, until when, and that it is traced all the same. */
export function KeptNotice({ kept, isAsking }: KeptNoticeProps) {
  const at = timeOfDay(kept.at);
  if (isAsking) {
    return (
      <p className={styles.asking} role="status">
        <History size={14} aria-hidden /> {words.keptAsking({ time: at })}
      </p>
    );
  }
  const Icon = kept.source === 'bag' ? Luggage : CloudOff;
  return (
    <div className={styles.kept} role="status">
      <Icon size={18} aria-hidden />
      <p>
        <strong>
          {kept.source === 'bag' ? words.keptBagTitle({ time: at }) : words.keptTitle({ time: at })}
        </strong>{' '}
        {kept.source === 'bag' ? words.keptBagNext : words.keptNext({ time: timeOfDay(kept.until) })}
      </p>
    </div>
  );
}
