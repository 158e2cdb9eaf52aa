import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { NewHealthEntry } from '../../../shared/bridge/space/sections.ts';
import { PROFILE_KINDS } from '../../../shared/clinical/terms.ts';
import { parseFrenchDate } from '../../i18n/format.ts';
import { useToday } from '../../platform/clock.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { words } from './messages.ts';

export interface FactDialogProps {
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  readonly onAdd: (entry: NewHealthEntry) => void;
  readonly onClose: () => void;
}

type FactKind = (typeof PROFILE_KINDS)[number];

/** An allergy, an illness or a treatment, in the person's own words. */
export function FactDialog({ isBusy, failure, onAdd, onClose }: FactDialogProps) {
  const today = useToday();
  const [kind, setKind] = useState<FactKind>('allergy');
  const [name, setName] = useState('');
  const [since, setSince] = useState('');
  const [note, setNote] = useState('');
  const [wasSubmitted, setSubmitted] = useState(false);
  const day = parseFrenchDate(since, today);
  const wrongDay = since.trim() !== '' && (day === null || day > today);
  const submit = (): void => {
    setSubmitted(true);
    if (name.trim() === '' || wrongDay) return;
    onAdd({
      entry: 'fact',
      kind,
      name: name.trim(),
      since: day,
      note: note.trim() === '' ? null : note.trim(),
    });
  };
  return (
    <FormDialog
      title={words.factTitle}
      size="small"
      cancel={words.cancel}
      confirm={words.save}
      isBusy={isBusy}
      onSubmit={submit}
      onClose={onClose}
    >
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
        error={wasSubmitted && name.trim() === '' ? words.nameMissing : null}
        onChange={setName}
      />
      <TextField
        label={words.sinceWhen}
        inputMode="numeric"
        placeholder={words.day}
        maxLength={10}
        value={since}
        error={wasSubmitted && wrongDay ? words.wrongDay : null}
        onChange={setSince}
      />
      <TextField label={words.note} maxLength={1000} value={note} onChange={setNote} />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </FormDialog>
  );
}
