import { Bell, CalendarPlus } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { isMovable } from '../../../shared/agenda/changes.ts';
import type { Appointment } from '../../../shared/bridge/agenda.ts';
import { appointmentStates, reminderName } from '../../i18n/agenda.ts';
import { mediumDate, timeOfDay } from '../../i18n/format.ts';
import { announce } from '../../platform/announcer.ts';
import { useNow } from '../../platform/clock.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ExamLines } from '../../ui/ExamLines.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { useActing } from '../acting.ts';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Line, Lines, Nothing } from '../ui/Lines.tsx';
import { Loaded, Part, SpaceScreen } from '../ui/Section.tsx';
import { AddDialog } from './AddDialog.tsx';
import { words } from './messages.ts';
import { RemindersDialog } from './RemindersDialog.tsx';

export interface AgendaScreenProps {
  readonly bridge: SpaceBridge;
}

type Asking =
  | { readonly kind: 'add'; readonly title: string }
  | { readonly kind: 'reminders'; readonly appointment: Appointment }
  | null;

/** The appointments of the space, with their reminders, and what is recommended at the holder's age. */
export function AgendaScreen({ bridge }: AgendaScreenProps) {
  const { answer, again } = useAsked(
    bridge,
    useCallback(() => bridge['own.agenda.list']({}), [bridge]),
  );
  const { busy, failure, act } = useActing();
  const [asking, ask] = useState<Asking>(null);
  const now = useNow();
  useCommands(
    useMemo(
      (): Command[] => [
        {
          id: 'space.agenda.add',
          group: words.group,
          title: words.add,
          keys: 'N',
          run: () => ask({ kind: 'add', title: '' }),
        },
      ],
      [],
    ),
  );
  const change = ({ id, version }: Appointment, to: Appointment['status'], say: string): void =>
    void act(id, () => bridge['own.agenda.change']({ id, version, to }), { say, take: again });
  const save = (): void =>
    void act('export', () => bridge['own.agenda.export']({}), {
      say: '',
      take: ({ saved, count }) => {
        if (saved) announce(words.exported({ count }));
      },
    });
  const isAhead = ({ status, end }: Appointment): boolean => isMovable(status) && Date.parse(end) > now;

  return (
    <SpaceScreen
      title={words.title}
      lead={words.lead}
      action={
        <Button
          variant="primary"
          icon={<CalendarPlus size={16} aria-hidden />}
          keys="N"
          onPress={() => ask({ kind: 'add', title: '' })}
        >
          {words.add}
        </Button>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} onRetry={again} />}
      <Loaded answer={answer} rows={6} onRetry={again}>
        {({ appointments, exams }) => {
          const ahead = appointments.filter(isAhead).toReversed();
          const past = appointments.filter((appointment) => !isAhead(appointment));
          return (
            <>
              <Part
                title={words.ahead}
                action={
                  <Button isDisabled={ahead.length === 0} isPending={busy === 'export'} onPress={save}>
                    {words.export}
                  </Button>
                }
              >
                {ahead.length === 0 ? (
                  <Nothing>{words.none}</Nothing>
                ) : (
                  <Lines label={words.ahead}>
                    {ahead.map((appointment) => (
                      <AppointmentLine
                        key={appointment.id}
                        appointment={appointment}
                        isBusy={busy !== null}
                        onChange={(to, say) => change(appointment, to, say)}
                        onReminders={() => ask({ kind: 'reminders', appointment })}
                      />
                    ))}
                  </Lines>
                )}
              </Part>
              <ExamLines
                exams={exams}
                renderAct={({ name }) => (
                  <Button variant="quiet" onPress={() => ask({ kind: 'add', title: name })}>
                    {words.plan}
                  </Button>
                )}
              />
              <Part title={words.past}>
                {past.length === 0 ? (
                  <Nothing>{words.nonePast}</Nothing>
                ) : (
                  <Lines label={words.past}>
                    {past.map((appointment) => (
                      <AppointmentLine
                        key={appointment.id}
                        appointment={appointment}
                        isBusy
                        onChange={null}
                        onReminders={null}
                      />
                    ))}
                  </Lines>
                )}
              </Part>
            </>
          );
        }}
      </Loaded>
      {asking?.kind === 'add' ? (
        <AddDialog
          bridge={bridge}
          title={asking.title}
          onDone={() => {
            ask(null);
            again();
          }}
          onClose={() => ask(null)}
        />
      ) : null}
      {asking?.kind === 'reminders' ? (
        <RemindersDialog
          bridge={bridge}
          appointment={asking.appointment}
          onDone={() => {
            ask(null);
            again();
          }}
          onClose={() => ask(null)}
        />
      ) : null}
    </SpaceScreen>
  );
}

interface AppointmentLineProps {
  readonly appointment: Appointment;
  readonly isBusy: boolean;
  /** null: it is over. */
  readonly onChange: ((to: Appointment['status'], say: string) => void) | null;
  readonly onReminders: (() => void) | null;
}

function AppointmentLine({ appointment, isBusy, onChange, onReminders }: AppointmentLineProps) {
  const { start, end, title, note, status, withNames, isMoved, reminders } = appointment;
  const whom = withNames.length === 0 ? words.own : words.withWhom({ names: withNames.join(', ') });
  return (
    <Line
      title={title}
      note={[words.when({ day: mediumDate(start), from: timeOfDay(start), to: timeOfDay(end) }), whom, note]
        .filter(Boolean)
        .join(' · ')}
      badges={
        <>
          <Badge tone={status === 'booked' ? 'good' : status === 'proposed' ? 'info' : 'neutral'}>
            {isMoved ? words.moved : appointmentStates[status]}
          </Badge>
          {status === 'booked' && onReminders !== null ? (
            <Badge icon={<Bell size={12} aria-hidden />}>
              {reminders.length === 0
                ? words.noReminder
                : words.reminders({ list: reminders.map(reminderName).join(', ') })}
            </Badge>
          ) : null}
        </>
      }
      acts={
        onChange === null ? null : status === 'proposed' ? (
          <>
            <Button isDisabled={isBusy} onPress={() => onChange('cancelled', words.declined)}>
              {words.decline}
            </Button>
            <Button variant="primary" isDisabled={isBusy} onPress={() => onChange('booked', words.accepted)}>
              {words.accept}
            </Button>
          </>
        ) : (
          <>
            {onReminders === null ? null : (
              <Button variant="quiet" onPress={onReminders}>
                {words.setReminders}
              </Button>
            )}
            <Button variant="quiet" isDisabled={isBusy} onPress={() => onChange('cancelled', words.givenUp)}>
              {words.giveUp}
            </Button>
          </>
        )
      }
    />
  );
}
