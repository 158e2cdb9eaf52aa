import { useState } from 'react';
import type { Appointment } from '../../../shared/bridge/agenda.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import styles from './Agenda.module.css';
import { AppointmentDialog, type AppointmentDialogProps } from './AppointmentDialog.tsx';
import { AppointmentLine } from './AppointmentLine.tsx';
import { words } from './messages.ts';
import { useAgenda } from './useAgenda.ts';

export interface BookedListProps {
  readonly bridge: AppointmentDialogProps['bridge'] & Pick<Bridge, 'agenda.list' | 'agenda.change' | 'on'>;
  readonly ins: InsRef;
  readonly today: string;
}

/** What a secretary booked for this patient, to be moved or given up; nothing where she booked nothing. */
export function BookedList({ bridge, ins, today }: BookedListProps) {
  const { state, failure, change, load, now } = useAgenda(bridge, ins);
  const [moving, move] = useState<Appointment | null>(null);
  const shown = state.status === 'failed' ? state.failure : failure;
  const ahead = state.status === 'listed' ? state.agenda.appointments.toReversed() : [];
  return (
    <>
      {shown === null ? null : <FailureNotice failure={shown} onRetry={() => void load()} />}
      {ahead.length === 0 ? null : (
        <section className={styles.booked} aria-label={words.bookedHere}>
          <h3 className={styles.part}>{words.bookedHere}</h3>
          <p className={styles.note}>{words.bookedLead}</p>
          <ul className={styles.list} aria-label={words.bookedHere}>
            {ahead.map((appointment) => (
              <AppointmentLine
                key={appointment.id}
                appointment={appointment}
                now={now}
                onMove={() => move(appointment)}
                onChange={(to) => void change(appointment, to)}
              />
            ))}
          </ul>
        </section>
      )}
      {moving === null ? null : (
        <AppointmentDialog
          bridge={bridge}
          ins={ins}
          today={today}
          moves={moving}
          isStaff
          onDone={() => {
            move(null);
            void load();
          }}
          onClose={() => move(null)}
        />
      )}
    </>
  );
}
