import { useState } from 'react';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { words } from './messages.ts';

export interface ReportDialogProps {
  readonly bridge: Pick<SpaceBridge, 'own.history.report'>;
  readonly id: string;
  /** The line in one sentence. */
  readonly what: string;
  readonly onClose: () => void;
}

/** An access that somebody finds strange, and why: it goes to those who look after the service. */
export function ReportDialog({ bridge, id, what, onClose }: ReportDialogProps) {
  const [text, setText] = useState('');
  const { busy, failure, act } = useActing();
  const report = async (): Promise<void> => {
    if (text.trim() === '') return;
    if (await act('report', () => bridge['own.history.report']({ id, text }), { say: words.reported }))
      onClose();
  };
  return (
    <FormDialog
      title={words.reportTitle}
      size="small"
      cancel={words.cancel}
      confirm={words.report}
      isReady={text.trim() !== ''}
      isBusy={busy !== null}
      onSubmit={() => void report()}
      onClose={onClose}
    >
      <p>
        <strong>{what}</strong>
      </p>
      <p>{words.reportLead}</p>
      <TextField
        label={words.reportText}
        value={text}
        maxLength={1000}
        multiline
        autoFocus
        onChange={setText}
      />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </FormDialog>
  );
}
