import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { words } from './messages.ts';

export interface ConfirmByWordProps {
  readonly title: string;
  readonly lead: string;
  /** What has to be typed. */
  readonly word: string;
  readonly act: string;
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  /** The time to oppose has passed: said kindly instead of the failure. */
  readonly tooLate: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** An act on the whole record: its consequence in a sentence, and a word typed to confirm it. */
export function ConfirmByWord(props: ConfirmByWordProps) {
  const { title, lead, word, act, isBusy, failure, tooLate, onConfirm, onClose } = props;
  const [typed, setTyped] = useState('');
  const isTyped = typed.trim().toLocaleUpperCase('fr-FR') === word;
  return (
    <FormDialog
      title={title}
      size="small"
      role="alertdialog"
      cancel={words.cancel}
      confirm={act}
      variant="danger"
      isReady={isTyped}
      isBusy={isBusy}
      onSubmit={() => {
        if (isTyped) onConfirm();
      }}
      onClose={onClose}
    >
      <p>{lead}</p>
      <TextField label={words.typeWord({ word })} value={typed} autoFocus onChange={setTyped} />
      {tooLate ? <Notice tone="warning">{words.tooLate}</Notice> : null}
      {failure === null || tooLate ? null : <FailureNotice failure={failure} />}
    </FormDialog>
  );
}
