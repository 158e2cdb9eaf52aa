import { useState } from 'react';
import { useNow, useToday } from '../../platform/clock.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { HourFields, hoursOf } from '../../ui/HourFields.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { words } from './messages.ts';

export interface AddDialogProps {
  readonly bridge: Pick<SpaceBridge, 'own.agenda.add'>;
  /** What it is for, where that is known: a recommended examination. */
  readonly title: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Notes an appointment that was made elsewhere. */
export function AddDialog({ bridge, title: suggested, onDone, onClose }: AddDialogProps) {
  const [hours, setHours] = useState({ day: '', hour: '', minutes: '30' });
  const [title, setTitle] = useState(suggested);
  const [note, setNote] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { busy, failure, act } = useActing();
  const today = useToday();
  const now = useNow();
  const [key] = useState(() => crypto.randomUUID());
  const add = (): void => {
    setChecked(true);
    const when = hoursOf(hours, today, now);
    if (when === null || title.trim() === '') return;
    const entry = { ...when, title: title.trim(), note: note.trim(), key };
    void act('add', () => bridge['own.agenda.add'](entry), { say: words.added, take: onDone });
  };
  return (
    <FormDialog
      title={words.addTitle}
      cancel={words.cancel}
      confirm={words.confirm}
      isReady={title.trim() !== ''}
      isBusy={busy !== null}
      onSubmit={add}
      onClose={onClose}
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <TextField label={words.what} value={title} maxLength={200} autoFocus onChange={setTitle} />
      <HourFields value={hours} today={today} now={now} isChecked={isChecked} onChange={setHours} />
      <TextField
        label={words.note}
        multiline
        value={note}
        maxLength={1_000}
        placeholder={words.noteHint}
        onChange={setNote}
      />
    </FormDialog>
  );
}
