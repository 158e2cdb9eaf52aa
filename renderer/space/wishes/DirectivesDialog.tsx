import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { words } from './messages.ts';

export interface DirectivesDialogProps {
  readonly keptAt: string;
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  readonly onState: (keptAt: string) => void;
  readonly onClose: () => void;
}

/** That directives exist, and where they are: their text is a document. */
export function DirectivesDialog({ keptAt, isBusy, failure, onState, onClose }: DirectivesDialogProps) {
  const [place, setPlace] = useState(keptAt);
  const [wasSubmitted, setSubmitted] = useState(false);
  return (
    <FormDialog
      title={words.directivesTitle}
      size="small"
      cancel={words.cancel}
      confirm={words.save}
      isBusy={isBusy}
      onSubmit={() => {
        setSubmitted(true);
        if (place.trim() !== '') onState(place.trim());
      }}
      onClose={onClose}
    >
      <p>{words.directivesLead}</p>
      <TextField
        label={words.where}
        maxLength={400}
        autoFocus
        value={place}
        error={wasSubmitted && place.trim() === '' ? words.whereMissing : null}
        onChange={setPlace}
      />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </FormDialog>
  );
}
