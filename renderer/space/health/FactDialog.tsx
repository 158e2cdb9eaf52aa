import { useState } from 'react';
import type { NewHealthEntry } from '../../../shared/bridge/space/sections.ts';
import { PROFILE_KINDS } from '../../../shared/clinical/terms.ts';
import { parseFrenchDate } from '../../i18n/format.ts';
import { useToday } from '../../platform/clock.ts';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { EntryDialog, type EntryProps } from '../ui/EntryDialog.tsx';
import { words } from './messages.ts';

export interface FactDialogProps extends EntryProps {
  readonly onAdd: (entry: NewHealthEntry) => void;
}

type FactKind = (typeof PROFILE_KINDS)[number];

/** An allergy, an illness or a treatment, in the person's own words. */
export function FactDialog({ onAdd, ...entry }: FactDialogProps) {
  const today = useToday();
  const [kind, setKind] = useState<FactKind>('allergy');
  const [name, setName] = useState('');
  const [since, setSince] = useState('');
  const [note, setNote] = useState('');
  const day = parseFrenchDate(since, today);
  const wrongDay = since.trim() !== '' && (day === null || day > today);
  const save = (): void =>
    onAdd({
      entry: 'fact',
      kind,
      name: name.trim(),
      since: day,
      note: note.trim() === '' ? null : note.trim(),
    });
  const isComplete = name.trim() !== '' && !wrongDay;
  return (
    <EntryDialog title={words.factTitle} {...entry} onSave={isComplete ? save : null}>
      {(isTried) => (
        <>
          <RadioGroup
            label={words.what}
            choices={PROFILE_KINDS.map((id) => ({ id, label: words[id] }))}
            value={kind}
            onChange={setKind}
          />
          <TextField
            label={words.name}
            maxLength={200}
            autoFocus
            value={name}
            error={isTried && name.trim() === '' ? words.nameMissing : null}
            onChange={setName}
          />
          <TextField
            label={words.sinceWhen}
            inputMode="numeric"
            placeholder={words.day}
            maxLength={10}
            value={since}
            error={isTried && wrongDay ? words.wrongDay : null}
            onChange={setSince}
          />
          <TextField label={words.note} maxLength={1000} value={note} onChange={setNote} />
        </>
      )}
    </EntryDialog>
  );
}
