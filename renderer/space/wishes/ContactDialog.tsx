import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { NewContact } from '../../../shared/bridge/space/sections.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { words } from './messages.ts';

export interface ContactDialogProps {
  /** Whether a trusted person may be designated here: by an adult, and not by a carer (CSP L.1111-6). */
  readonly mayTrust: boolean;
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  readonly onAdd: (contact: NewContact) => void;
  readonly onClose: () => void;
}

/** Somebody to call, or to trust. */
export function ContactDialog({ mayTrust, isBusy, failure, onAdd, onClose }: ContactDialogProps) {
  const [contact, setContact] = useState<NewContact>({
    kind: 'emergency',
    family: '',
    given: '',
    relation: '',
    phone: '',
  });
  const [wasSubmitted, setSubmitted] = useState(false);
  const set = (change: Partial<NewContact>): void => setContact((last) => ({ ...last, ...change }));
  const isNamed = contact.family.trim() !== '';
  return (
    <FormDialog
      title={words.contactTitle}
      size="small"
      cancel={words.cancel}
      confirm={words.save}
      isBusy={isBusy}
      onSubmit={() => {
        setSubmitted(true);
        if (isNamed) onAdd(contact);
      }}
      onClose={onClose}
    >
      <RadioGroup
        label={words.kind}
        choices={[
          { id: 'emergency', label: words.emergency },
          ...(mayTrust ? [{ id: 'trusted' as const, label: words.trusted, note: words.trustedNote }] : []),
          { id: 'kin', label: words.kin },
        ]}
        value={contact.kind}
        onChange={(kind) => set({ kind })}
      />
      <TextField
        label={words.given}
        maxLength={100}
        autoFocus
        value={contact.given}
        onChange={(given) => set({ given })}
      />
      <TextField
        label={words.family}
        maxLength={100}
        value={contact.family}
        error={wasSubmitted && !isNamed ? words.familyMissing : null}
        onChange={(family) => set({ family })}
      />
      <TextField
        label={words.relation}
        maxLength={100}
        value={contact.relation}
        onChange={(relation) => set({ relation })}
      />
      <TextField
        label={words.phone}
        maxLength={40}
        value={contact.phone}
        onChange={(phone) => set({ phone })}
      />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </FormDialog>
  );
}
