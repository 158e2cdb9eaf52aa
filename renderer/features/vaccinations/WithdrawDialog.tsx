import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Vaccination } from '../../../shared/bridge/sections.ts';
import { factDate } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { words } from './messages.ts';

export interface WithdrawDialogProps {
  readonly vaccination: Vaccination;
  readonly act: () => Promise<Failure | null>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What was entered in error leaves the notebook, once its author has read what that does. */
export function WithdrawDialog({ vaccination, act, onDone, onClose }: WithdrawDialogProps) {
  const [isActing, setActing] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const withdraw = async (): Promise<void> => {
    setActing(true);
    const problem = await act();
    setActing(false);
    setFailure(problem);
    if (problem === null) onDone();
  };
  const { name, date } = vaccination;
  return (
    <Dialog
      title={words.withdrawTitle}
      size="small"
      role="alertdialog"
      isOpen
      isDismissable={!isActing}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {words.cancel}
          </Button>
          <Button variant="danger" isPending={isActing} onPress={() => void withdraw()}>
            {words.confirmWithdraw}
          </Button>
        </>
      }
    >
      <p>{words.withdrawLead({ name, date: factDate(date) })}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
