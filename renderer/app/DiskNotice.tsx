import type { SystemStatus } from '../../shared/bridge/system.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { words } from './messages.ts';
import styles from './Shell.module.css';

export interface DiskNoticeProps {
  readonly state: SystemStatus['disk'] | undefined;
  readonly onLock: () => void;
}

/** The disk is full, or failed: what still works, and what to do, on every screen until it is mended. */
export function DiskNotice({ state, onLock }: DiskNoticeProps) {
  switch (state) {
    case undefined:
    case 'sound':
      return null;
    case 'full':
      return (
        <Notice tone="warning" isAlert className={styles.journal ?? ''} title={words.diskFull}>
          <p>{words.diskFullNext}</p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice
          tone="danger"
          isAlert
          className={styles.journal ?? ''}
          title={words.diskFailed}
          action={<Button onPress={onLock}>{words.diskVerify}</Button>}
        >
          <p>{words.diskFailedNext}</p>
        </Notice>
      );
  }
}
