import { CalendarDays, CalendarPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { isMovable } from '../../../shared/agenda/changes.ts';
import type { Appointment } from '../../../shared/bridge/agenda.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import { announce } from '../../platform/announcer.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ExamLines } from '../../ui/ExamLines.tsx';
import { FailureNotice, FailureState } from '../../ui/FailureState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Agenda.module.css';
import { AppointmentLine } from './AppointmentLine.tsx';
import { AppointmentDialog, type AppointmentDialogProps } from './AppointmentDialog.tsx';
import { words } from './messages.ts';
import { useAgenda } from './useAgenda.ts';

export interface AgendaRouteProps {
  readonly bridge: AppointmentDialogProps['bridge'] &
    Pick<Bridge, 'agenda.list' | 'agenda.change' | 'agenda.export' | 'on'>;
  readonly view: RecordView;
  readonly today: string;
}

type Asking = { readonly moves: Appointment | null } | null;

/** The patient's appointments with this professional, and what is recommended. One mount serves one patient. */
export function AgendaRoute({ bridge, view, today }: AgendaRouteProps) {
  const { ins } = view.patient;
  const { state, failure, fail, change, load, now } = useAgenda(bridge, ins);
  const [asking, ask] = useState<Asking>(null);
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'agenda.make',
          group: words.group,
          title: words.make,
          keys: 'N',
          run: () => ask({ moves: null }),
        },
      ],
      [],
    ),
  );
  const save = async (): Promise<void> => {
    const answer = await bridge['agenda.export']({ ins });
    if (answer.ok && answer.value.saved) announce(words.exported({ count: answer.value.count }));
    else if (!answer.ok) fail(answer.error);
  };

  if (state.status === 'failed') {
    return <FailureState failure={state.failure} onRetry={() => void load()} />;
  }
  if (state.status === 'loading') return <Skeleton rows={8} />;
  const { appointments, exams } = state.agenda;
  const isAhead = ({ status, end }: Appointment): boolean => isMovable(status) && Date.parse(end) > now;
  const ahead = appointments.filter(isAhead).toReversed();
  const past = appointments.filter((appointment) => !isAhead(appointment));
  const lines = (list: readonly Appointment[], label: string) => (
    <ul className={styles.list} aria-label={label}>
      {list.map((appointment) => (
        <AppointmentLine
          key={appointment.id}
          appointment={appointment}
          now={now}
          onMove={() => ask({ moves: appointment })}
          onChange={(to) => void change(appointment, to)}
        />
      ))}
    </ul>
  );
  return (
    <div className={styles.agenda}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.title}>{words.title}</h2>
          <p className={styles.note}>{words.lead}</p>
        </div>
        <Button isDisabled={ahead.length === 0} onPress={() => void save()}>
          {words.export}
        </Button>
        <Button
          variant="primary"
          icon={<CalendarPlus size={16} aria-hidden />}
          keys="N"
          onPress={() => ask({ moves: null })}
        >
          {words.make}
        </Button>
      </header>
      {failure === null ? null : <FailureNotice failure={failure} onRetry={() => void load()} />}
      {appointments.length === 0 ? (
        <EmptyState
          role="status"
          icon={<CalendarDays size={32} strokeWidth={1.5} aria-hidden />}
          title={words.none}
        >
          <p>{words.noneNext}</p>
        </EmptyState>
      ) : (
        <>
          <h3 className={styles.part}>{words.ahead}</h3>
          {ahead.length === 0 ? (
            <p className={styles.note}>{words.nothingAhead}</p>
          ) : (
            lines(ahead, words.ahead)
          )}
          <h3 className={styles.part}>{words.past}</h3>
          {past.length === 0 ? <p className={styles.note}>{words.nonePast}</p> : lines(past, words.past)}
        </>
      )}
      <ExamLines exams={exams} />
      {asking === null ? null : (
        <AppointmentDialog
          bridge={bridge}
          ins={ins}
          today={today}
          moves={asking.moves}
          isStaff={false}
          onDone={() => {
            ask(null);
            void load();
          }}
          onClose={() => ask(null)}
        />
      )}
    </div>
  );
}
