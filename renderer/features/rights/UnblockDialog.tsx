import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Block } from '../../../shared/bridge/rights.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { words } from './messages.ts';
import styles from './Rights.module.css';
import { useAct } from './useAct.ts';

export interface UnblockDialogProps {
  readonly block: Block;
  /** The message that the patient will receive. */
  readonly notice: ReactNode;
  readonly act: () => Promise<Failure | null>;
  readonly onClose: () => void;
}

/** Lifting a block: the right that it ended does not come back, and that is said before. */
export function UnblockDialog({ block, notice, act, onClose }: UnblockDialogProps) {
  const { name } = block;
  const { failure, isActing, run } = useAct(act, { done: words.unblocked({ name }), onDone: onClose });
  return (
    <Dialog
      title={words.unblockTitle({ name })}
      size="small"
      isOpen
      onClose={onClose}
      isDismissable={!isActing}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isActing}>
            {words.cancel}
          </Button>
          <Button variant="primary" autoFocus isPending={isActing} onPress={run}>
            {words.unblock}
          </Button>
        </>
      }
    >
      <p>{words.unblockLead}</p>
      <div className={styles.after}>{notice}</div>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
