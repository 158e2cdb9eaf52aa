import { APPOINTMENT_STATUSES } from '../../shared/agenda/changes.ts';
import type { AppointmentStatus } from '../../shared/agenda/changes.ts';
import type { Appointment } from '../../shared/bridge/agenda.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { MOVED_TO, MOVES, REMINDER } from '../../shared/fhir/appointment.ts';
import { PROFESSIONAL_SYSTEM } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { everyPage, readJson } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { fhirPath, tokenParam } from './client.ts';
import type { WireAnswer } from './connection.ts';
import { runOperation, textValues } from './operation.ts';
import { successOf } from './outcome.ts';

const PAGE = 200;
const JSON_BODY = { 'content-type': 'application/fhir+json' };

const AppointmentResource = z.object({
  resourceType: z.literal('Appointment'),
  id: z.string(),
  meta: z.object({ versionId: z.coerce.number().int() }),
  extension: z.array(z.object({ url: z.string(), valueInteger: z.int().optional() })).optional(),
  status: z.enum(APPOINTMENT_STATUSES),
  description: z.string().optional(),
  comment: z.string().optional(),
  start: z.iso.datetime({ offset: true }),
  end: z.iso.datetime({ offset: true }),
  participant: z
    .array(
      z.object({
        actor: z.object({
          identifier: z.object({ system: z.string(), value: z.string() }),
          display: z.string().optional(),
        }),
      }),
    )
    .min(1),
});

function appointmentOf(resource: z.infer<typeof AppointmentResource>): Appointment | undefined {
  const { extension = [], participant } = resource;
  const patient = participant.find(({ actor }) => actor.identifier.system !== PROFESSIONAL_SYSTEM)?.actor;
  if (patient === undefined) return undefined;
  return {
    id: resource.id,
    version: resource.meta.versionId,
    ins: patient.identifier,
    start: resource.start,
    end: resource.end,
    title: resource.description ?? '',
    note: resource.comment ?? '',
    status: resource.status,
    withNames: participant.flatMap(({ actor }) =>
      actor.identifier.system === PROFESSIONAL_SYSTEM ? [actor.display ?? actor.identifier.value] : [],
    ),
    isMoved: extension.some(({ url }) => url === MOVED_TO),
    reminders: extension.flatMap(({ url, valueInteger }) =>
      url === REMINDER && valueInteger !== undefined ? [valueInteger] : [],
    ),
  };
}

/** The appointments of a patient that the one who asks may know, the latest first. */
export async function appointmentsOf(
  client: ServiceClient,
  ins: InsRef,
): Promise<Result<readonly Appointment[], FailureCode>> {
  const found = await everyPage(
    client,
    `Appointment?patient.identifier=${tokenParam(ins)}&_count=${String(PAGE)}`,
    { resourceType: 'Appointment', schema: AppointmentResource, thing: 'appointment' },
  );
  return found.ok ? ok(found.value.flatMap((resource) => appointmentOf(resource) ?? [])) : found;
}

export interface NewAppointment {
  readonly ins: InsRef;
  readonly status: 'proposed' | 'booked';
  readonly start: string;
  readonly end: string;
  readonly title: string;
  readonly note: string;
  /** Identifiers of the professionals who take part; empty for a patient's own. */
  readonly professionals: readonly string[];
  /** The appointment that it takes the place of. */
  readonly moves: { readonly id: string; readonly version: number } | null;
  readonly key: string;
}

/**
 * In which version an act finds an appointment: the one that was seen, or any, for staff, who may not read what its
 * patient did since. What is over stays over in either.
 */
export type FoundIn = 'seenVersion' | 'anyVersion';

/** Sends in the version that is known; where any will do, again in the one that the refusal names. */
async function sendInVersion(
  client: ServiceClient,
  request: Parameters<ServiceClient['fhir']>[0],
  version: number,
  foundIn: FoundIn,
): Promise<Result<WireAnswer, FailureCode>> {
  const inVersion = (tag: string) =>
    client.ask({
      ...request,
      path: fhirPath(request.path),
      headers: { ...request.headers, 'if-match': tag },
    });
  let answer = await inVersion(`W/"${String(version)}"`);
  const now = answer.ok ? answer.value.headers['etag'] : undefined;
  if (foundIn === 'anyVersion' && answer.ok && answer.value.status === 412 && typeof now === 'string') {
    answer = await inVersion(now);
  }
  return answer.ok ? successOf(answer.value) : answer;
}

/** Makes an appointment, or moves one: the old one is given up in the same act. */
export async function makeAppointment(
  client: ServiceClient,
  appointment: NewAppointment,
  foundIn: FoundIn = 'seenVersion',
): Promise<Result<Appointment, FailureCode>> {
  const { ins, status, professionals, moves, note } = appointment;
  const accepted = status === 'booked' ? 'accepted' : 'needs-action';
  const request = {
    method: 'POST' as const,
    path: 'Appointment',
    headers: { ...JSON_BODY, 'idempotency-key': appointment.key },
    body: JSON.stringify({
      resourceType: 'Appointment',
      ...(moves === null
        ? {}
        : { extension: [{ url: MOVES, valueReference: { reference: `Appointment/${moves.id}` } }] }),
      status,
      description: appointment.title,
      ...(note === '' ? {} : { comment: note }),
      start: appointment.start,
      end: appointment.end,
      participant: [
        { actor: { identifier: ins }, status: accepted },
        ...professionals.map((value) => ({
          actor: { identifier: { system: PROFESSIONAL_SYSTEM, value } },
          status: 'accepted',
        })),
      ],
    }),
  };
  const answer =
    moves === null
      ? await client.fhir(request)
      : await sendInVersion(client, request, moves.version, foundIn);
  return answer.ok ? readOne(answer.value) : answer;
}

/** Brings an appointment to another status. */
export async function changeAppointment(
  client: ServiceClient,
  { id, version, to }: { readonly id: string; readonly version: number; readonly to: AppointmentStatus },
  foundIn: FoundIn = 'seenVersion',
): Promise<Result<Appointment, FailureCode>> {
  const request = {
    method: 'PATCH' as const,
    path: `Appointment/${encodeURIComponent(id)}`,
    headers: { 'content-type': 'application/json-patch+json' },
    body: JSON.stringify([{ op: 'replace', path: '/status', value: to }]),
  };
  const answer = await sendInVersion(client, request, version, foundIn);
  return answer.ok ? readOne(answer.value) : answer;
}

function readOne(answer: WireAnswer): Result<Appointment, FailureCode> {
  const json = readJson(answer);
  const read = json.ok ? AppointmentResource.safeParse(json.value) : undefined;
  const appointment = read?.success === true ? appointmentOf(read.data) : undefined;
  return appointment === undefined ? err('INTERNAL') : ok(appointment);
}

/** When the patient's side wants to be reminded, in minutes before. */
export function setReminders(
  client: ServiceClient,
  id: string,
  before: readonly number[],
): Promise<Result<null, FailureCode>> {
  const values = textValues({ appointment: id, before: before.length === 0 ? 'none' : before.join(' ') });
  return runOperation(client, 'Appointment/$remind', values);
}
