import { LockKeyhole } from 'lucide-react';
import { EntryFrame } from '../../ui/EntryFrame.tsx';
import styles from './Lock.module.css';
import { words } from './messages.ts';

export interface LeavingProps {
  readonly to: 'locked' | 'signedOut';
  readonly demonstration: boolean;
}

/** The post was locked or left: an empty screen, for the moment that it takes to end what saw patients. */
export function Leaving({ to, demonstration }: LeavingProps) {
  const isLocked = to === 'locked';
  return (
    <EntryFrame
      title={isLocked ? words.title : words.signedOut}
      lead={words.leaving}
      demonstration={demonstration}
    >
      <p className={styles.leaving} role="status">
        <LockKeyhole size={20} strokeWidth={1.5} aria-hidden />
        {isLocked ? words.leavingLocked : words.leavingSignedOut}
      </p>
    </EntryFrame>
  );
}
