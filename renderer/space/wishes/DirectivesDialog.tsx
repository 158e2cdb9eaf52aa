import { useState } from 'react';
import { TextField } from '../../ui/TextField.tsx';
import { EntryDialog, type EntryProps } from '../ui/EntryDialog.tsx';
import { words } from './messages.ts';

export interface DirectivesDialogProps extends EntryProps {
  readonly keptAt: string;
  readonly onState: (keptAt: string) => void;
}

/** That directives exist, and where they are: their text is a document. */
export function DirectivesDialog({ keptAt, onState, ...entry }: DirectivesDialogProps) {
  const [place, setPlace] = useState(keptAt);
  return (
    <EntryDialog
      title={words.directivesTitle}
      {...entry}
      onSave={place.trim() === '' ? null : () => onState(place.trim())}
    >
      {(isTried) => (
        <>
          <p>{words.directivesLead}</p>
          <TextField
            label={words.where}
            maxLength={400}
            autoFocus
            value={place}
            error={isTried && place.trim() === '' ? words.whereMissing : null}
            onChange={setPlace}
          />
        </>
      )}
    </EntryDialog>
  );
}
