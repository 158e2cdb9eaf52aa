import type { AppointmentBody } from '../../../shared/fhir/appointment.ts';
import { AppointmentBody as Body, movedAppointment, REMINDER } from '../../../shared/fhir/appointment.ts';
import { PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import { APPOINTMENT_CHANGED } from '../../../shared/notices/wording.ts';
import { professionalName } from '../auth/caller.ts';
import type { Answer } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parseBody } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import type { RecordRow } from '../storage/records.ts';
import type { SectionRow } from '../storage/sections.ts';
import { givenUp } from './appointments.ts';
import { existing, instantOf, written, writtenRecord } from './entries.ts';
import { judgePractice, staffOf } from './practice.ts';
import { DEFAULT_REMINDERS, keptAppointment } from './appointment-view.ts';
import { announceEntry } from './sending.ts';
import { judgeTakingPart } from './taking-part.ts';
import { touched } from './threads.ts';

/**
 * `POST Appointment`: one patient and professionals of the directory, the caller among them or, for staff, all of
 * his own place. A patient notes his own and names nobody: the space does not book. With `dmp-moves` it takes the
 * place of another one, which is given up in the same act.
 */
export function makeAppointment(exchange: SignedInExchange): Answer {
  const { caller, context, request } = exchange;
  const { id: _id, meta: _meta, ...body } = parseBody(request, Body);
  const moved = movedAppointment({ ...body });
  if (moved === null) throw invalid('extension');
  const [patient, ...patients] = body.participant
    .map(({ actor }) => actor.identifier)
    .filter(({ system }) => system !== PROFESSIONAL_SYSTEM);
  if (patient === undefined || patients.length > 0) throw invalid('participant');
  const professionals = body.participant
    .map(({ actor }) => actor.identifier)
    .filter(({ system }) => system === PROFESSIONAL_SYSTEM)
    .map(({ value }) => value);
  const record = writtenRecord(exchange, patient);
  judgeBooking(exchange, record, body, professionals);
  const base = written(exchange, existing(record), 'Appointment', instantOf(body.start));
  const before = moved === undefined ? undefined : givenUp(exchange, moved, base.uid);
  if (before !== undefined && before.record_id !== base.record_id) throw refusal('NOT_FOUND');
  const row = context.stores.sections.add(
    {
      ...base,
      // What was kept from a minor's representatives stays so at another hour.
      minor_only: before?.minor_only === 1 ? 1 : base.minor_only,
      stored: JSON.stringify(storedBody(exchange, body)),
    },
    professionals,
  );
  remind(exchange, row, before);
  if (caller.kind === 'professional') {
    announceEntry(exchange, existing(record), row, 'patient:appointment', APPOINTMENT_CHANGED);
  }
  touched(context, row);
  return keptAppointment(exchange, row, 201);
}

function judgeBooking(
  exchange: SignedInExchange,
  record: RecordRow | undefined,
  body: Pick<AppointmentBody, 'status'>,
  professionals: readonly string[],
): void {
  const { caller } = exchange;
  const staff = staffOf(exchange, caller);
  if (staff !== undefined) {
    judgePractice(exchange, staff, record, 'makeAppointment', professionals);
    return;
  }
  judgeTakingPart(exchange, record, 'makeAppointment');
  if (caller.kind === 'professional') {
    if (!professionals.includes(caller.professional.id)) throw refusal('NOT_AUTHOR', { status: 422 });
    return;
  }
  if (professionals.length > 0 || body.status !== 'booked') {
    throw refusal('INVALID', { status: 422, detail: 'participant' });
  }
}

type Given = Omit<AppointmentBody, 'id' | 'meta'>;

/** As it is kept: each professional by the name that the directory gives him; reminders lie apart. */
function storedBody({ context }: SignedInExchange, body: Given): object {
  const { directory } = context.stores;
  const extension = body.extension?.filter(({ url }) => url !== REMINDER);
  const { extension: _given, ...kept } = body;
  return {
    ...kept,
    ...(extension === undefined || extension.length === 0 ? {} : { extension }),
    participant: body.participant.map((participant) => {
      const { identifier } = participant.actor;
      if (identifier.system !== PROFESSIONAL_SYSTEM) return { ...participant, actor: { identifier } };
      const professional = directory.professional(identifier.value);
      if (professional === undefined) throw refusal('INVALID', { status: 422, detail: 'participant' });
      return { ...participant, actor: { identifier, display: professionalName(professional) } };
    }),
  };
}

/** A moved appointment keeps the reminders that its patient chose; a new one has one, the day before. */
function remind({ context }: SignedInExchange, row: SectionRow, before: SectionRow | undefined): void {
  const { takingPart } = context.stores;
  takingPart.setReminders(
    row.id,
    before === undefined ? DEFAULT_REMINDERS : takingPart.remindersOf(before.id),
  );
}
