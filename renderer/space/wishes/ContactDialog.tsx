import { useState } from 'react';
import type { NewContact } from '../../../shared/bridge/space/sections.ts';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { EntryDialog, type EntryProps } from '../ui/EntryDialog.tsx';
import { words } from './messages.ts';

export interface ContactDialogProps extends EntryProps {
  /** Whether a trusted person may be designated here: by an adult, and not by a carer (CSP L.1111-6). */
  readonly mayTrust: boolean;
  readonly onAdd: (contact: NewContact) => void;
}

/** Somebody to call, or to trust. */
export function ContactDialog({ mayTrust, onAdd, ...entry }: ContactDialogProps) {
  const [contact, setContact] = useState<NewContact>({
    kind: 'emergency',
    family: '',
    given: '',
    relation: '',
    phone: '',
  });
  const set = (change: Partial<NewContact>): void => setContact((last) => ({ ...last, ...change }));
  const isNamed = contact.family.trim() !== '';
  return (
    <EntryDialog title={words.contactTitle} {...entry} onSave={isNamed ? () => onAdd(contact) : null}>
      {(isTried) => (
        <>
          <RadioGroup
            label={words.kind}
            choices={[
              { id: 'emergency', label: words.emergency },
              ...(mayTrust
                ? [{ id: 'trusted' as const, label: words.trusted, note: words.trustedNote }]
                : []),
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
            error={isTried && !isNamed ? words.familyMissing : null}
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
        </>
      )}
    </EntryDialog>
  );
}
