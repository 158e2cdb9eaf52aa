import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Place } from '../../shared/bridge/session.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { search } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';
import { ORGANIZATION_SYSTEM, PROFESSIONAL_SYSTEM } from '../../shared/fhir/systems.ts';

const Coded = z.object({
  coding: z.array(z.object({ code: z.string(), display: z.string().optional() })).optional(),
});

const RoleResource = z.object({
  resourceType: z.literal('PractitionerRole'),
  active: z.boolean().optional(),
  practitioner: z
    .object({
      identifier: z.object({ value: z.string() }).optional(),
      display: z.string().optional(),
    })
    .optional(),
  organization: z.object({ identifier: z.object({ value: z.string() }) }),
  code: z.array(Coded).optional(),
});
/** Code of a role on a SAMU regulation post. */
const REGULATOR = 'regulator';

const OrganizationResource = z.object({
  resourceType: z.literal('Organization'),
  identifier: z.array(z.object({ system: z.string().optional(), value: z.string() })).min(1),
  name: z.string().min(1),
  type: z.array(Coded).optional(),
  address: z.array(z.object({ city: z.string().optional() })).optional(),
});

export interface DirectoryEntry {
  readonly places: readonly Place[];
  /** On a SAMU regulation post: may ask for the access of Centre 15. */
  readonly regulator: boolean;
}

/** Where a professional practises and on which post, as the national directory says. */
export async function directoryEntry(
  client: ServiceClient,
  professionalId: string,
): Promise<Result<DirectoryEntry, FailureCode>> {
  const who = tokenParam({ system: PROFESSIONAL_SYSTEM, value: professionalId });
  const page = await search(client, `PractitionerRole?practitioner.identifier=${who}`, {
    resourceType: 'PractitionerRole',
    schema: RoleResource,
    thing: 'directory',
  });
  if (!page.ok) return page;
  const roles = page.value.found.filter((role) => role.active !== false);
  const ids = new Set(roles.map((role) => role.organization.identifier.value));
  const places = await Promise.all([...ids].map((id) => placeOf(client, id)));
  const found: Place[] = [];
  for (const place of places) {
    if (!place.ok) return place;
    if (place.value !== null) found.push(place.value);
  }
  const codes = roles.flatMap((role) => role.code ?? []).flatMap((concept) => concept.coding ?? []);
  return ok({ places: found, regulator: codes.some((coding) => coding.code === REGULATOR) });
}

/** Somebody who practises in a structure, as the directory names him. */
export interface Colleague {
  /** National identifier, as on the wire. */
  readonly id: string;
  readonly name: string;
  readonly profession: string;
  readonly professionLabel: string;
}

/** The professionals whose card is of a structure: those for whom its staff may deposit (I1 of the wire). */
export async function colleaguesAt(
  client: ServiceClient,
  structureId: string,
): Promise<Result<Colleague[], FailureCode>> {
  const place = tokenParam({ system: ORGANIZATION_SYSTEM, value: structureId });
  const page = await search(client, `PractitionerRole?organization.identifier=${place}`, {
    resourceType: 'PractitionerRole',
    schema: RoleResource,
    thing: 'directory',
  });
  if (!page.ok) return page;
  return ok(
    page.value.found.flatMap((role) => {
      const id = role.practitioner?.identifier?.value;
      const coding = role.code?.[0]?.coding?.[0];
      if (id === undefined || coding === undefined || role.active === false) return [];
      const { code: profession, display } = coding;
      const name = role.practitioner?.display ?? id;
      return [{ id, name, profession, professionLabel: display ?? profession }];
    }),
  );
}

/** A structure by its national identifier; null when the directory does not know it. */
export async function placeOf(
  client: ServiceClient,
  structureId: string,
): Promise<Result<Place | null, FailureCode>> {
  const page = await search(
    client,
    `Organization?identifier=${tokenParam({ system: ORGANIZATION_SYSTEM, value: structureId })}`,
    {
      resourceType: 'Organization',
      schema: OrganizationResource,
      thing: 'directory',
    },
  );
  if (!page.ok) return page;
  const organization = page.value.found[0];
  if (organization === undefined) return ok(null);
  return ok({
    id: structureId,
    name: organization.name,
    sector: organization.type?.[0]?.coding?.[0]?.code ?? '',
    town: organization.address?.[0]?.city ?? null,
  });
}
