import { REMINDER } from '../../../shared/fhir/appointment.ts';
import { fhirBase } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import type { Resource } from '../http/searchset.ts';
import type { SectionRow } from '../storage/sections.ts';
import { etagOf, resourceOf, storedOf } from './entries.ts';

/** Minutes before an appointment: one reminder, the day before. */
export const DEFAULT_REMINDERS: readonly number[] = [1_440];

/** The appointment as its reader has it: the patient's side with its reminders, which are no professional's business. */
export function shownAppointment({ caller, context }: SignedInExchange, row: SectionRow): Resource {
  if (caller.kind === 'professional') return resourceOf(row);
  const reminders = context.stores.takingPart.remindersOf(row.id);
  const { extension } = storedOf(row);
  const before: readonly unknown[] = Array.isArray(extension) ? extension : [];
  const minutes = reminders.map((valueInteger) => ({ url: REMINDER, valueInteger }));
  const all = [...before, ...minutes];
  const shown = { ...resourceOf(row), ...(all.length === 0 ? {} : { extension: all }) };
  return shown;
}

/** What an act on an appointment answers. */
export function keptAppointment(exchange: SignedInExchange, row: SectionRow, status: 200 | 201): Answer {
  return fhir(status, shownAppointment(exchange, row), {
    location: `${fhirBase(exchange.context)}/Appointment/${row.uid}`,
    etag: etagOf(row),
  });
}
