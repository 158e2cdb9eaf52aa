import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { words } from './messages.ts';
import styles from './Record.module.css';

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

const FORM = 'confirm-by-word';

/** An act on the whole record: its consequence in a sentence, and a word typed to confirm it. */
export function ConfirmByWord(props: ConfirmByWordProps) {
  const { title, lead, word, act, isBusy, failure, tooLate, onConfirm, onClose } = props;
  const [typed, setTyped] = useState('');
  const isTyped = typed.trim().toLocaleUpperCase('fr-FR') === word;
  return (
    <Dialog
      title={title}
      isOpen
      size="small"
      role="alertdialog"
      isDismissable={!isBusy}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button type="submit" form={FORM} variant="danger" isDisabled={!isTyped} isPending={isBusy}>
            {act}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isTyped) onConfirm();
        }}
      >
        <p>{lead}</p>
        <TextField label={words.typeWord({ word })} value={typed} autoFocus onChange={setTyped} />
        {tooLate ? <Notice tone="warning">{words.tooLate}</Notice> : null}
        {failure === null || tooLate ? null : <FailureNotice failure={failure} />}
      </form>
    </Dialog>
  );
}
