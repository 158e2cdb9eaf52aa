import exams from '../../resources/agenda/recommended-exams.json' with { type: 'json' };
import { examsInWords } from '../../shared/agenda/exam-words.ts';
import type { Appointment } from '../../shared/bridge/agenda.ts';
import type { Handlers, Output, Parsed } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { isMovable } from '../../shared/agenda/changes.ts';
import { RecommendedExams } from '../../shared/agenda/recommended-exams.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { calendarFile } from '../gateway/calendar-file.ts';
import type { FoundIn } from '../gateway/appointments.ts';
import { appointmentsOf, changeAppointment, makeAppointment } from '../gateway/appointments.ts';
import type { Host } from '../hosts/host.ts';
import { bookedFor, dropBooked, dropBookedBefore, keepBooked } from '../store/booked-appointments.ts';
import type { OpenRecord, Records } from './record.ts';
import type { Reference } from './reference.ts';
import type { OpenSession } from './session.ts';
import { isStaffMember } from './staff.ts';
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

const foundIn = (staff: boolean): FoundIn => (staff ? 'anyVersion' : 'seenVersion');

/**
 * The appointments of the open record's patient: those of one's own practice, and what is recommended. Staff read
 * nothing from the service (docs/rules.md 4.6): theirs are what they booked on this post.
 */
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
    const staff = isStaffMember(deps.reference, session.professional);
    const { database } = session.store;
    const before = staff
      ? bookedFor(database, ins).find(({ appointment }) => appointment.id === moves?.id)
      : undefined;
    const whose = before?.forId ?? forId ?? session.professional.id;
    const appointment = { ins, status, start, end, title, note, professionals: [whose], moves, key };
    const made = await makeAppointment(record.client, appointment, foundIn(staff));
    if (!made.ok) return made;
    if (staff) {
      keepBooked(database, { appointment: made.value, forId: whose });
      if (moves !== null) dropBooked(database, moves.id);
    }
    deps.onChanged();
    return ok({ outcome: 'made', appointment: made.value });
  }

  /** What is over is nothing that staff could do more with; who has arrived has still to be seen. */
  function keepStanding({ store: { database } }: OpenSession, appointment: Appointment): void {
    const { ins, id, status } = appointment;
    const before = bookedFor(database, ins).find((booked) => booked.appointment.id === id);
    if (before === undefined) return;
    if (isMovable(status) || status === 'arrived') keepBooked(database, { ...before, appointment });
    else dropBooked(database, id);
  }

  function bookedHere({ store }: OpenSession, ins: InsRef): Output<'agenda.list'> {
    dropBookedBefore(store.database, deps.now());
    return {
      appointments: bookedFor(store.database, ins).map(({ appointment }) => appointment),
      exams: [],
      asOf: new Date(deps.now()).toISOString(),
    };
  }

  return {
    'agenda.list': async ({ ins }) => {
      const here = at(ins);
      if (!here.ok) return here;
      const { session, record } = here.value;
      if (isStaffMember(deps.reference, session.professional)) return ok(bookedHere(session, ins));
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
      const { session, record } = here.value;
      const staff = isStaffMember(deps.reference, session.professional);
      const changed = await changeAppointment(record.client, change, foundIn(staff));
      if (!changed.ok) return changed;
      if (staff) keepStanding(session, changed.value);
      deps.onChanged();
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
