import type { JournalState } from '../../shared/bridge/journal.ts';
import { Notice } from '../ui/Notice.tsx';
import { words } from './messages.ts';
import styles from './Shell.module.css';

/** A journal is not what it was when its head was last kept: said in one sentence, on every screen. */
export function JournalNotice({ state }: { readonly state: JournalState | undefined }) {
  if (state !== 'serviceDiffers' && state !== 'postDiffers') return null;
  return (
    <Notice
      tone="danger"
      isAlert
      className={styles.journal ?? ''}
      title={state === 'serviceDiffers' ? words.journalOfService : words.journalOfPost}
    >
      <p>{words.journalNext}</p>
    </Notice>
  );
}
