import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './Feeding.module.css';
import { words } from './messages.ts';

type About = 'record' | 'document';

export interface ReasonDialogProps {
  readonly title: string;
  readonly lead: string;
  readonly label: string;
  readonly verb: string;
  /** The draft that the opposition may be about alone; null: there is nothing to choose. */
  readonly draft: { readonly title: string } | null;
  readonly onReason: (reason: string, about: About) => Promise<Failure | null>;
  readonly onClose: () => void;
}

/** Asks for the reason without which nothing is recorded or lifted. */
export function ReasonDialog({ title, lead, label, verb, draft, onReason, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [about, setAbout] = useState<About>(draft === null ? 'record' : 'document');
  const [isMissing, setMissing] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const submit = async (): Promise<void> => {
    const written = reason.trim();
    setMissing(written === '');
    if (written !== '') setFailure(await onReason(written, about));
  };
  return (
    <Dialog
      title={title}
      isOpen
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button variant="primary" onPress={() => void submit()}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {failure === null ? null : <FailureNotice failure={failure} />}
        <p>{lead}</p>
        {draft === null ? null : (
          <RadioGroup
            label={words.scope}
            value={about}
            choices={[
              { id: 'document', label: words.scopeDocument({ title: draft.title }) },
              { id: 'record', label: words.scopeRecord },
            ]}
            onChange={setAbout}
          />
        )}
        <TextField
          label={label}
          value={reason}
          autoFocus
          error={isMissing ? words.reasonMissing : null}
          onChange={setReason}
        />
      </form>
    </Dialog>
  );
}
