import { useCallback, useState, type ReactNode } from 'react';
import type { SystemStatus } from '../../shared/bridge/system.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { words } from './messages.ts';

interface LeavingActs {
  readonly onLock: () => void;
  readonly onSignOut: () => void;
  /** Where what waits can still be sent. */
  readonly onOutbox: () => void;
}

interface Leaving {
  readonly onLock: () => void;
  readonly onSignOut: () => void;
  readonly dialog: ReactNode;
}

/** What was refused is over: its author was told why. */
const leftToSend = ({ toReview, waiting }: SystemStatus['outbox']): number => toReview + waiting;

/**
 * Locking and leaving, as whoever is at the post asks for them. A post that keeps nothing loses with its process
 * what was not received yet: it is said once, before; asked again, it is done.
 */
export function useLeaving(
  system: SystemStatus | null,
  { onLock, onSignOut, onOutbox }: LeavingActs,
): Leaving {
  const [asked, ask] = useState<'lock' | 'signOut' | null>(null);
  const count = system?.storage === 'memory' ? leftToSend(system.outbox) : 0;
  // What waited was received while it was asked: another act that waits is asked about anew.
  if (count === 0 && asked !== null) ask(null);
  const mayLose = count > 0 && asked === null;
  const lock = useCallback(() => (mayLose ? ask('lock') : onLock()), [mayLose, onLock]);
  const signOut = useCallback(() => (mayLose ? ask('signOut') : onSignOut()), [mayLose, onSignOut]);
  return {
    onLock: lock,
    onSignOut: signOut,
    dialog: (
      <LeavingDialog
        asked={asked}
        count={count}
        onClose={() => ask(null)}
        onLeave={asked === 'signOut' ? onSignOut : onLock}
        onOutbox={onOutbox}
      />
    ),
  };
}

interface LeavingDialogProps {
  readonly asked: 'lock' | 'signOut' | null;
  readonly count: number;
  readonly onClose: () => void;
  readonly onLeave: () => void;
  readonly onOutbox: () => void;
}

function LeavingDialog({ asked, count, onClose, onLeave, onOutbox }: LeavingDialogProps) {
  const isSignOut = asked === 'signOut';
  return (
    <Dialog
      title={isSignOut ? words.loseSignOutTitle : words.loseLockTitle}
      role="alertdialog"
      size="small"
      isOpen={asked !== null}
      onClose={onClose}
      footer={
        <>
          <Button variant="danger" onPress={onLeave}>
            {isSignOut ? words.loseSignOut : words.loseLock}
          </Button>
          <Button
            variant="primary"
            keys="Enter"
            autoFocus
            onPress={() => {
              onClose();
              onOutbox();
            }}
          >
            {words.loseShow}
          </Button>
        </>
      }
    >
      <p>{words.loseLead({ count })}</p>
    </Dialog>
  );
}
