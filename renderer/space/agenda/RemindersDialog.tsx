import { useState } from 'react';
import type { Appointment } from '../../../shared/bridge/agenda.ts';
import { REMINDER_CHOICES } from '../../../shared/bridge/space/agenda.ts';
import { reminderName } from '../../i18n/agenda.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { words } from './messages.ts';

export interface RemindersDialogProps {
  readonly bridge: Pick<SpaceBridge, 'own.agenda.remind'>;
  readonly appointment: Appointment;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** When one wants to be reminded of an appointment. */
export function RemindersDialog({ bridge, appointment, onDone, onClose }: RemindersDialogProps) {
  const [chosen, choose] = useState<ReadonlySet<number>>(new Set(appointment.reminders));
  const { busy, failure, act } = useActing();
  const choices = [...new Set([...REMINDER_CHOICES, ...appointment.reminders])].sort((a, b) => b - a);
  const toggle = (minutes: number, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(minutes);
    else next.delete(minutes);
    choose(next);
  };
  return (
    <FormDialog
      title={words.remindersTitle}
      size="small"
      cancel={words.cancel}
      confirm={words.save}
      isBusy={busy !== null}
      onSubmit={() =>
        void act('remind', () => bridge['own.agenda.remind']({ id: appointment.id, before: [...chosen] }), {
          say: words.saved,
          take: onDone,
        })
      }
      onClose={onClose}
    >
      <p>{words.remindersLead}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {choices.map((minutes) => (
        <Checkbox key={minutes} isSelected={chosen.has(minutes)} onChange={(on) => toggle(minutes, on)}>
          {reminderName(minutes)}
        </Checkbox>
      ))}
    </FormDialog>
  );
}
