import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { words } from './messages.ts';
import type { RecordStore } from './record-store.ts';

export interface RenounceDialogProps {
  readonly record: RecordStore;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Giving up one's own right on the record: what will happen, in one sentence, before it does. */
export function RenounceDialog({ record, isOpen, onClose }: RenounceDialogProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const renounce = async (): Promise<void> => {
    const problem = await record.renounce();
    setFailure(problem);
    if (problem === null) onClose();
  };
  return (
    <Dialog
      title={words.renounceTitle}
      role="alertdialog"
      size="small"
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button autoFocus onPress={onClose}>
            {words.cancel}
          </Button>
          <Button variant="danger" onPress={() => void renounce()}>
            {words.renounce}
          </Button>
        </>
      }
    >
      <p>{words.renounceLead}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
