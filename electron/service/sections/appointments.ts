import { AppointmentBody, AppointmentStatus } from '../../../shared/fhir/appointment.ts';
import type { JsonPatch } from '../../../shared/fhir/json-patch.ts';
import { PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import { professionalName } from '../auth/caller.ts';
import { seenVersion } from '../documents/locate.ts';
import type { PageLinks } from '../documents/page-links.ts';
import { unknownDocument } from '../documents/read.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parseBody } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import type { SectionRow } from '../storage/sections.ts';
import type { TracedAction } from '../traces/entry.ts';
import {
  etagOf,
  existing,
  instantOf,
  kept,
  resourceOf,
  storedOf,
  written,
  writtenRecord,
} from './entries.ts';
import { list } from './listing.ts';
import { patchedElement } from './patch.ts';
import { isOwn, judgeTakingPart, searchedOwn } from './taking-part.ts';

/** `GET Appointment`: a professional's are those where he takes part. */
export function searchAppointments(exchange: SignedInExchange, links: PageLinks): Answer {
  return list(exchange, {
    kind: 'Appointment',
    links,
    date: 'date',
    tokens: { status: 'status' },
    rows: (parameters) => searchedOwn(exchange, parameters, 'Appointment', 'readAppointments'),
  });
}

export function readAppointment(exchange: SignedInExchange, id: string): Answer {
  const row = ownAppointment(exchange, id, 'readAppointments');
  return fhir(200, resourceOf(row), { etag: etagOf(row) });
}

/** @throws Refusal: another's appointment and none are alike */
function ownAppointment(exchange: SignedInExchange, id: string, as: TracedAction): SectionRow {
  const { sections, records } = exchange.context.stores;
  const row = sections.byUid('Appointment', id);
  if (row === undefined || !isOwn(exchange, row)) throw unknownDocument(exchange, as);
  judgeTakingPart(exchange, records.byId(row.record_id), as, row);
  return row;
}

/** `POST Appointment`: one patient and professionals of the directory, the caller among them. */
export function makeAppointment(exchange: SignedInExchange): Answer {
  const { caller, context, request } = exchange;
  const { id: _id, meta: _meta, ...body } = parseBody(request, AppointmentBody);
  const actors = body.participant.map(({ actor }) => actor.identifier);
  const patients = actors.filter(({ system }) => system !== PROFESSIONAL_SYSTEM);
  const [patient] = patients;
  if (patient === undefined || patients.length > 1) throw invalid('participant');
  const record = writtenRecord(exchange, patient);
  judgeTakingPart(exchange, record, 'makeAppointment');
  const professionals = actors
    .filter(({ system }) => system === PROFESSIONAL_SYSTEM)
    .map(({ value }) => value);
  if (caller.kind === 'professional' && !professionals.includes(caller.professional.id)) {
    throw refusal('NOT_AUTHOR', { status: 422 });
  }
  const { directory, sections } = context.stores;
  const stored = {
    ...body,
    participant: body.participant.map((participant) => {
      const { identifier } = participant.actor;
      if (identifier.system !== PROFESSIONAL_SYSTEM) return { ...participant, actor: { identifier } };
      const professional = directory.professional(identifier.value);
      if (professional === undefined) throw refusal('INVALID', { status: 422, detail: 'participant' });
      return { ...participant, actor: { identifier, display: professionalName(professional) } };
    }),
  };
  const row = sections.add(
    {
      ...written(exchange, existing(record), 'Appointment', instantOf(body.start)),
      stored: JSON.stringify(stored),
    },
    professionals,
  );
  return kept(exchange, row, 201);
}

/** `PATCH Appointment/{id}`: its status alone, in the version that was seen. */
export function changeAppointment(exchange: SignedInExchange, id: string, patch: JsonPatch): Answer {
  const { context, request } = exchange;
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
  if (stored['status'] === status.data) return kept(exchange, row, 200);
  const changed = context.stores.sections.change(row, {
    stored: JSON.stringify({ ...stored, status: status.data }),
    ended: status.data === 'entered-in-error' ? 1 : 0,
  });
  return kept(exchange, changed, 200);
}
