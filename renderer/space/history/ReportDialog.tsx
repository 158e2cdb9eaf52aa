import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { words } from './messages.ts';
import styles from './History.module.css';

export interface ReportDialogProps {
  readonly bridge: Pick<SpaceBridge, 'own.history.report'>;
  readonly id: string;
  /** The line in one sentence. */
  readonly what: string;
  readonly onClose: () => void;
}

const FORM = 'report-access';

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
    <Dialog
      title={words.reportTitle}
      isOpen
      size="small"
      isDismissable={busy === null}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button
            type="submit"
            form={FORM}
            variant="primary"
            isDisabled={text.trim() === ''}
            isPending={busy !== null}
          >
            {words.report}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void report();
        }}
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
      </form>
    </Dialog>
  );
}
