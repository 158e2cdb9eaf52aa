import { useState, type ReactNode } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import { messages } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { FormDialog } from './FormDialog.tsx';

const words = messages({ cancel: 'Annuler', save: 'Enregistrer' });

/** What every dialog that writes an entry is given by its screen. */
export interface EntryProps {
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  readonly onClose: () => void;
}

export interface EntryDialogProps extends EntryProps {
  readonly title: string;
  /** The entry as it is typed; null while it lacks something. */
  readonly onSave: (() => void) | null;
  /** @param isTried whether it was meant to be kept: from then on each field says what it lacks */
  readonly children: (isTried: boolean) => ReactNode;
}

/** A few fields that make one entry of the space: kept by Enter, what is missing is said at the first try. */
export function EntryDialog({ title, isBusy, failure, onSave, onClose, children }: EntryDialogProps) {
  const [isTried, setTried] = useState(false);
  return (
    <FormDialog
      title={title}
      size="small"
      cancel={words.cancel}
      confirm={words.save}
      isBusy={isBusy}
      onSubmit={() => {
        setTried(true);
        onSave?.();
      }}
      onClose={onClose}
    >
      {children(isTried)}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </FormDialog>
  );
}
