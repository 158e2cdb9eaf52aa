import { isMovable, mayBecome } from '../../../shared/agenda/changes.ts';
import type { AppointmentSide } from '../../../shared/agenda/changes.ts';
import { AppointmentStatus, MOVED_TO } from '../../../shared/fhir/appointment.ts';
import type { JsonPatch } from '../../../shared/fhir/json-patch.ts';
import { APPOINTMENT_CHANGED } from '../../../shared/notices/wording.ts';
import type { Caller } from '../auth/caller.ts';
import { seenVersion } from '../documents/locate.ts';
import type { PageLinks } from '../documents/page-links.ts';
import { unknownDocument } from '../documents/read.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { invalid, refusal } from '../http/refusal.ts';
import type { SectionRow } from '../storage/sections.ts';
import type { TracedAction } from '../traces/entry.ts';
import { etagOf, existing, resourceOf, storedOf } from './entries.ts';
import { list } from './listing.ts';
import { patchedElement } from './patch.ts';
import { keptAppointment, shownAppointment } from './appointment-view.ts';
import { announceEntry } from './sending.ts';
import { judgePractice, staffOf } from './practice.ts';
import { isOwn, judgeTakingPart, searchedOwn } from './taking-part.ts';
import { touched } from './threads.ts';

/** `GET Appointment`: a professional's are those where he takes part. */
export function searchAppointments(exchange: SignedInExchange, links: PageLinks): Answer {
  return list(exchange, {
    kind: 'Appointment',
    links,
    date: 'date',
    tokens: { status: 'status' },
    rows: (parameters) => searchedOwn(exchange, parameters, 'Appointment', 'readAppointments'),
    show: (row) => shownAppointment(exchange, row),
  });
}

export function readAppointment(exchange: SignedInExchange, id: string): Answer {
  const row = ownAppointment(exchange, id, 'readAppointments');
  return fhir(200, shownAppointment(exchange, row), { etag: etagOf(row) });
}

/**
 * Staff reach what they booked themselves, to move or cancel it, and read nothing.
 *
 * @throws Refusal: another's appointment and none are alike
 */
export function ownAppointment(exchange: SignedInExchange, id: string, as: TracedAction): SectionRow {
  const { caller, context } = exchange;
  const { sections, records } = context.stores;
  const row = sections.byUid('Appointment', id);
  const staff = as === 'readAppointments' ? undefined : staffOf(exchange, caller);
  if (staff !== undefined) {
    if (row === undefined || row.ended === 1 || row.author !== staff.professional.id) {
      throw unknownDocument(exchange, as);
    }
    judgePractice(exchange, staff, records.byId(row.record_id), as, sections.peersOf(row.id));
    return row;
  }
  if (row === undefined || !isOwn(exchange, row)) throw unknownDocument(exchange, as);
  judgeTakingPart(exchange, records.byId(row.record_id), as, row);
  return row;
}

/** `PATCH Appointment/{id}`: its status alone, in the version that was seen, as its side may change it. */
export function changeAppointment(exchange: SignedInExchange, id: string, patch: JsonPatch): Answer {
  const { caller, context, request } = exchange;
  if (patch.some((operation) => operation.op !== 'test' && operation.path !== '/status')) {
    throw refusal('INVALID', { status: 405, headers: { allow: 'GET' } });
  }
  const row = ownAppointment(exchange, id, 'changeAppointment');
  if (seenVersion(request.headers['if-match']) !== row.version) {
    throw refusal('STALE_VERSION', { headers: { etag: etagOf(row) } });
  }
  const status = AppointmentStatus.safeParse(patchedElement(resourceOf(row), patch, 'status'));
  if (!status.success) throw invalid('status');
  const stored = storedOf(row);
  const before = AppointmentStatus.parse(stored['status']);
  if (before === status.data) return keptAppointment(exchange, row, 200);
  if (!mayBecome(sideOn(exchange, caller, row), before, status.data)) throw notOffered();
  const isTakenBack = status.data === 'entered-in-error';
  if (isTakenBack && !isAuthor(caller, row)) throw refusal('NOT_AUTHOR');
  const changed = context.stores.sections.change(row, {
    stored: JSON.stringify({ ...stored, status: status.data }),
    ended: isTakenBack ? 1 : 0,
  });
  if (caller.kind === 'professional' && (status.data === 'booked' || status.data === 'cancelled')) {
    const record = existing(context.stores.records.byId(row.record_id));
    announceEntry(exchange, record, changed, 'patient:appointment', APPOINTMENT_CHANGED);
  }
  touched(context, changed);
  return keptAppointment(exchange, changed, 200);
}

const notOffered = (): Error => refusal('INVALID', { status: 422, detail: 'status' });

const isAuthor = (caller: Caller, row: SectionRow): boolean =>
  row.author === (caller.kind === 'professional' ? caller.professional.id : caller.person.ins);

/** On which side of the appointment somebody stands: one that names no professional is the patient's side's own. */
function sideOn({ context }: SignedInExchange, caller: Caller, row: SectionRow): AppointmentSide {
  if (caller.kind === 'professional') return 'professional';
  return context.stores.sections.peersOf(row.id).length === 0 ? 'own' : 'patient';
}

/**
 * The appointment that a new one takes the place of: it is given up in the same act.
 *
 * @throws Refusal 404 for another's, 412 for another version, 422 for one that is over
 */
export function givenUp(exchange: SignedInExchange, id: string, movedTo: string): SectionRow {
  const { context, request } = exchange;
  const row = ownAppointment(exchange, id, 'changeAppointment');
  if (seenVersion(request.headers['if-match']) !== row.version) {
    throw refusal('STALE_VERSION', { headers: { etag: etagOf(row) } });
  }
  const stored = storedOf(row);
  if (!isMovable(AppointmentStatus.parse(stored['status']))) throw notOffered();
  const { extension } = stored;
  const before: readonly unknown[] = Array.isArray(extension) ? extension : [];
  const changed = context.stores.sections.change(row, {
    stored: JSON.stringify({
      ...stored,
      status: 'cancelled',
      extension: [...before, { url: MOVED_TO, valueReference: { reference: `Appointment/${movedTo}` } }],
    }),
    ended: 0,
  });
  touched(context, changed);
  return changed;
}
