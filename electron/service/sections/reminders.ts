import { parametersResource } from '../../../shared/fhir/parameters.ts';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import { APPOINTMENT_NEAR } from '../../../shared/notices/wording.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { patientCaller } from '../patient/patient-caller.ts';
import { ownAppointment } from './appointments.ts';
import { announceEntry } from './sending.ts';
import { namedIn } from './threads.ts';

/** A year: nobody is reminded earlier. */
const LONGEST_MINUTES = 366 * 1_440;

/** `POST Appointment/$remind`: when the patient's side wants to be reminded; `none`: not at all. */
export function setReminders(exchange: SignedInExchange): Answer {
  const { context } = exchange;
  patientCaller(exchange);
  const values = namedIn(exchange, { appointment: 'string', before: 'string' });
  const id = values.get('appointment');
  if (typeof id !== 'string') throw invalid('parameter.appointment');
  const minutes = minutesOf(values.get('before'));
  const row = ownAppointment(exchange, id, 'setReminders');
  if (minutes.length > context.policy.parameters.appointmentRemindersMax) {
    throw refusal('INVALID', { status: 422, detail: 'parameter.before' });
  }
  context.stores.takingPart.setReminders(row.id, minutes);
  return fhir(200, parametersResource([{ name: 'count', valueInteger: minutes.length }]));
}

/** Minutes separated by a space. */
function minutesOf(given: boolean | string | undefined): readonly number[] {
  if (typeof given !== 'string') throw invalid('parameter.before');
  if (given === 'none') return [];
  const minutes = [...new Set(given.split(' '))];
  if (!minutes.every((text) => /^[1-9]\d{0,5}$/.test(text) && Number(text) <= LONGEST_MINUTES)) {
    throw invalid('parameter.before');
  }
  return minutes.map(Number);
}

/**
 * Tells of what is near, each reminder once. One whose hour passed while the service slept is told as long as its
 * appointment is still ahead; of several that are due together, one tells for all.
 */
export function tellReminders(context: ServiceContext, now: Instant): void {
  const { sections, records, takingPart } = context.stores;
  const told = new Set<number>();
  for (const reminder of takingPart.dueReminders(now)) {
    const { section_id: id } = reminder;
    takingPart.reminded(reminder, now);
    const row = sections.byId(id);
    const record = row && records.byId(row.record_id);
    if (row === undefined || record?.status !== 'ACTIVE' || row.dated_at <= now || told.has(id)) continue;
    told.add(id);
    announceEntry({ context, now }, record, row, 'patient:reminder', APPOINTMENT_NEAR);
    context.changes.record(record.id);
  }
}
