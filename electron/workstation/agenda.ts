import exams from '../../resources/agenda/recommended-exams.json' with { type: 'json' };
import { examsInWords } from '../../shared/agenda/exam-words.ts';
import type { Handlers, Output, Parsed } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { RecommendedExams } from '../../shared/agenda/recommended-exams.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { calendarFile } from '../gateway/calendar-file.ts';
import { appointmentsOf, changeAppointment, makeAppointment } from '../gateway/appointments.ts';
import type { Host } from '../hosts/host.ts';
import type { OpenRecord, Records } from './record.ts';
import type { Reference } from './reference.ts';
import type { OpenSession } from './session.ts';
import { tellingWords } from './telling-words.ts';

export interface AgendaDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Pick<Records, 'of'>;
  readonly reference: Reference;
  readonly host: Host;
  readonly now: () => number;
  readonly onChanged: () => void;
}

const EXAMS = RecommendedExams.parse(exams);

/** The appointments of the open record's patient: those of one's own practice, and what is recommended. */
export function createAgenda(deps: AgendaDeps): Pick<Handlers, Extract<keyof Handlers, `agenda.${string}`>> {
  function at(
    ins: InsRef,
  ): Result<{ readonly session: OpenSession; readonly record: OpenRecord }, FailureCode> {
    const session = deps.session();
    if (!session.ok) return session;
    const record = deps.records.of(ins);
    return record.ok ? ok({ session: session.value, record: record.value }) : record;
  }

  async function make({
    ins,
    forId,
    told,
    moves,
    status,
    start,
    end,
    title,
    note,
    key,
  }: Parsed<'agenda.make'>): Promise<Result<Output<'agenda.make'>, FailureCode>> {
    const here = at(ins);
    if (!here.ok) return here;
    const { session, record } = here.value;
    const { patient, access } = record.view;
    if (!told && !access.secret) {
      const words = tellingWords(deps.reference, patient, { title, text: note }, deps.now());
      if (words.length > 0) return ok({ outcome: 'wouldTell', words });
    }
    const professionals = [forId ?? session.professional.id];
    const appointment = { ins, status, start, end, title, note, professionals, moves, key };
    const made = await makeAppointment(record.client, appointment);
    if (!made.ok) return made;
    deps.onChanged();
    return ok({ outcome: 'made', appointment: made.value });
  }

  return {
    'agenda.list': async ({ ins }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const { record } = here.value;
      const appointments = await appointmentsOf(record.client, ins);
      if (!appointments.ok) return appointments;
      const asOf = new Date(deps.now()).toISOString();
      return ok({
        appointments: [...appointments.value],
        exams: examsInWords(record.view.patient, asOf.slice(0, 10), EXAMS),
        asOf,
      });
    },
    'agenda.make': make,
    'agenda.change': async ({ ins, ...change }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const changed = await changeAppointment(here.value.record.client, change);
      if (changed.ok) deps.onChanged();
      return changed;
    },
    'agenda.export': async ({ ins }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const appointments = await appointmentsOf(here.value.record.client, ins);
      if (!appointments.ok) return appointments;
      const file = calendarFile(appointments.value, deps.now());
      if (file.count === 0) return err('NOT_FOUND');
      const outcome = await deps.host.saveFile(file.name, file.bytes);
      return ok({ saved: outcome === 'saved', count: file.count });
    },
  };
}
