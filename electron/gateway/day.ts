import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { PROFESSIONAL_SYSTEM } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { search } from './bundle.ts';
import type { ServiceClient } from './client.ts';

const AppointmentResource = z.object({
  resourceType: z.literal('Appointment'),
  id: z.string(),
  status: z.string(),
  start: z.iso.datetime({ offset: true }),
  description: z.string().optional(),
  participant: z.array(
    z.object({
      actor: z.object({ identifier: z.object({ system: z.string(), value: z.string() }).optional() }),
    }),
  ),
});

/** An appointment of the professional himself, with one patient. */
export interface OwnAppointment {
  readonly id: string;
  readonly start: string;
  readonly reason: string | null;
  readonly ins: InsRef;
}

/** What was proposed only, or given up, is no visit to come. */
const EXPECTED: ReadonlySet<string> = new Set(['booked', 'arrived', 'checked-in']);

/** One's own appointments between two instants, the earliest first; no record is named, and none is opened. */
export async function appointmentsBetween(
  client: ServiceClient,
  from: string,
  to: string,
): Promise<Result<readonly OwnAppointment[], FailureCode>> {
  const found: OwnAppointment[] = [];
  let path: string | undefined =
    `Appointment?date=ge${encodeURIComponent(from)}&date=lt${encodeURIComponent(to)}&_sort=date&_count=200`;
  while (path !== undefined) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(client, path);
    if (!page.ok) return page;
    for (const { id, status, start, description, participant } of page.value.found) {
      const ins = participant
        .map(({ actor }) => actor.identifier)
        .find((identifier) => identifier !== undefined && identifier.system !== PROFESSIONAL_SYSTEM);
      if (ins !== undefined && EXPECTED.has(status)) {
        found.push({ id, start, reason: description ?? null, ins });
      }
    }
    path = page.value.next;
  }
  return ok(found.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start)));
}

const pageOf = (client: ServiceClient, path: string) =>
  search(client, path, { resourceType: 'Appointment', schema: AppointmentResource, thing: 'section' });
