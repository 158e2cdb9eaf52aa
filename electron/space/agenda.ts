import exams from '../../resources/agenda/recommended-exams.json' with { type: 'json' };
import { examsInWords } from '../../shared/agenda/exam-words.ts';
import { RecommendedExams } from '../../shared/agenda/recommended-exams.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { appointmentsOf, changeAppointment, makeAppointment, setReminders } from '../gateway/appointments.ts';
import { calendarFile } from '../gateway/calendar-file.ts';
import type { SpaceHost } from './host.ts';
import type { OpenSpace } from './session.ts';

export interface SpaceAgendaDeps {
  readonly space: () => Result<OpenSpace, 'LOCKED'>;
  readonly host: SpaceHost;
  readonly now: () => number;
  readonly onChanged: () => void;
}

const EXAMS = RecommendedExams.parse(exams);

/** The agenda of the space: what professionals proposed and booked, what the patient noted himself. */
export function createSpaceAgenda(
  deps: SpaceAgendaDeps,
): Pick<SpaceHandlers, Extract<keyof SpaceHandlers, `own.agenda.${string}`>> {
  async function acted(
    act: (space: OpenSpace) => Promise<Result<unknown, FailureCode>>,
  ): Promise<Result<null, FailureCode>> {
    const space = deps.space();
    if (!space.ok) return space;
    const done = await act(space.value);
    if (!done.ok) return done;
    deps.onChanged();
    return ok(null);
  }

  return {
    'own.agenda.list': async () => {
      const space = deps.space();
      if (!space.ok) return space;
      const { client, holder } = space.value;
      const appointments = await appointmentsOf(client, holder.ins);
      if (!appointments.ok) return appointments;
      const asOf = new Date(deps.now()).toISOString();
      return ok({
        appointments: [...appointments.value],
        exams: examsInWords(holder, asOf.slice(0, 10), EXAMS),
        asOf,
      });
    },
    'own.agenda.add': (entry) =>
      acted(({ client, holder }) =>
        makeAppointment(client, {
          ...entry,
          ins: holder.ins,
          status: 'booked',
          professionals: [],
          moves: null,
        }),
      ),
    'own.agenda.change': (change) => acted(({ client }) => changeAppointment(client, change)),
    'own.agenda.remind': ({ id, before }) => acted(({ client }) => setReminders(client, id, before)),
    'own.agenda.export': async () => {
      const space = deps.space();
      if (!space.ok) return space;
      const { client, holder } = space.value;
      const appointments = await appointmentsOf(client, holder.ins);
      if (!appointments.ok) return appointments;
      const file = calendarFile(appointments.value, deps.now());
      if (file.count === 0) return err('NOT_FOUND');
      const outcome = await deps.host.saveFile(file.name, file.bytes);
      return ok({ saved: outcome === 'saved', count: file.count });
    },
  };
}
