import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { words } from './messages.ts';
import styles from './Rights.module.css';
import { useAct } from './useAct.ts';

export interface RoleDialogProps {
  readonly act: () => Promise<Failure | null>;
  readonly onClose: () => void;
}

/** Taking the role: what it opens is said, and the patient's request is ticked by a person. */
export function TakeRoleDialog({ act, onClose }: RoleDialogProps) {
  const [asked, setAsked] = useState(false);
  const { failure, isActing, run } = useAct(act, { done: words.taken, onDone: onClose });
  return (
    <Dialog
      title={words.takeTitle}
      isOpen
      onClose={onClose}
      isDismissable={!isActing}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isActing}>
            {words.cancel}
          </Button>
          <Button variant="primary" isDisabled={!asked} isPending={isActing} onPress={run}>
            {words.take}
          </Button>
        </>
      }
    >
      <p>{words.takeLead}</p>
      <p className={styles.after}>{words.takeOthers}</p>
      <Checkbox
        className={styles.statement ?? ''}
        isSelected={asked}
        isDisabled={isActing}
        onChange={setAsked}
      >
        {words.takeStatement}
      </Checkbox>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

/** Giving the role back: what one will no longer see. */
export function LeaveRoleDialog({ act, onClose }: RoleDialogProps) {
  const { failure, isActing, run } = useAct(act, { done: words.left, onDone: onClose });
  return (
    <Dialog
      title={words.leaveTitle}
      role="alertdialog"
      size="small"
      isOpen
      onClose={onClose}
      isDismissable={!isActing}
      footer={
        <>
          <Button autoFocus onPress={onClose} isDisabled={isActing}>
            {words.cancel}
          </Button>
          <Button variant="danger" isPending={isActing} onPress={run}>
            {words.leave}
          </Button>
        </>
      }
    >
      <p>{words.leaveLead}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
