import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { DirectoryHit } from '../../shared/bridge/rights.ts';
import { ORGANIZATION_SYSTEM, PROFESSIONAL_SYSTEM } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { search } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';

const Named = z.object({ identifier: z.object({ value: z.string() }), display: z.string().optional() });
const RoleResource = z.object({
  resourceType: z.literal('PractitionerRole'),
  practitioner: Named,
  organization: Named,
  code: z.array(z.object({ coding: z.array(z.object({ display: z.string().optional() })) })).optional(),
});
const OrganizationResource = z.object({
  resourceType: z.literal('Organization'),
  identifier: z.array(z.object({ value: z.string() })).min(1),
  name: z.string(),
  address: z.array(z.object({ city: z.string().optional() })).optional(),
});

/** What somebody is looked for by: beginnings of words of a name and of a place, or the next page. */
export type DirectoryQuery =
  | {
      readonly kind: DirectoryHit['kind'];
      readonly name: string;
      readonly place: string;
    }
  | { readonly kind: DirectoryHit['kind']; readonly page: string };

export interface DirectoryPage {
  readonly hits: readonly DirectoryHit[];
  readonly total: number;
  readonly next: string | undefined;
}

/** Twenty lines at a time: one looks for somebody one knows. */
const COUNT = 20;

/** Professionals with their places, or establishments with their towns, in the order of names. */
export function searchDirectory(
  client: ServiceClient,
  query: DirectoryQuery,
): Promise<Result<DirectoryPage, FailureCode>> {
  return query.kind === 'professional' ? professionals(client, query) : structures(client, query);
}

async function professionals(
  client: ServiceClient,
  query: DirectoryQuery,
): Promise<Result<DirectoryPage, FailureCode>> {
  const page = await search(
    client,
    'page' in query
      ? query.page
      : pathOf('PractitionerRole', {
          'practitioner.name': query.name,
          'organization.address-city': query.place,
        }),
    {
      resourceType: 'PractitionerRole',
      schema: RoleResource,
      thing: 'directory',
    },
  );
  if (!page.ok) return page;
  const byPerson = Map.groupBy(page.value.found, ({ practitioner }) => practitioner.identifier.value);
  const hits = [...byPerson].map(([id, roles]): DirectoryHit => ({
    kind: 'professional',
    id,
    name: roles[0]?.practitioner.display ?? id,
    profession: roles[0]?.code?.[0]?.coding[0]?.display ?? null,
    places: roles.flatMap(({ organization }) => organization.display ?? []),
  }));
  return ok({ hits, total: page.value.total, next: page.value.next });
}

async function structures(
  client: ServiceClient,
  query: DirectoryQuery,
): Promise<Result<DirectoryPage, FailureCode>> {
  const page = await search(
    client,
    'page' in query ? query.page : pathOf('Organization', { name: query.name, 'address-city': query.place }),
    {
      resourceType: 'Organization',
      schema: OrganizationResource,
      thing: 'directory',
    },
  );
  if (!page.ok) return page;
  const hits = page.value.found.map(({ identifier, name, address }): DirectoryHit => ({
    kind: 'structure',
    id: identifier[0]?.value ?? '',
    name,
    profession: null,
    places: address?.[0]?.city === undefined ? [] : [address[0].city],
  }));
  return ok({ hits, total: page.value.total, next: page.value.next });
}

/** Dispensaries of towns, in the national list of kinds of structures (JDV_J02). */
const PHARMACY = 'SA33';

/** Pharmacies whose name or town begins with what was typed. */
export async function findPharmacies(
  client: ServiceClient,
  query: string,
): Promise<Result<{ id: string; name: string; place: string | null }[], FailureCode>> {
  const typed = query.trim();
  if (typed === '') return ok([]);
  const asked = [
    { type: PHARMACY, name: typed },
    { type: PHARMACY, 'address-city': typed },
  ];
  const found = new Map<string, { id: string; name: string; place: string | null }>();
  for (const criteria of asked) {
    const page = await search(client, pathOf('Organization', criteria), {
      resourceType: 'Organization',
      schema: OrganizationResource,
      thing: 'directory',
    });
    if (!page.ok) return page;
    for (const { identifier, name, address } of page.value.found) {
      const id = identifier[0]?.value ?? '';
      found.set(id, { id, name, place: address?.[0]?.city ?? null });
    }
  }
  return ok([...found.values()]);
}

function pathOf(resourceType: string, criteria: Readonly<Record<string, string>>): string {
  const asked = Object.entries(criteria).filter(([, text]) => text.trim() !== '');
  return `${resourceType}?${new URLSearchParams([...asked, ['_count', String(COUNT)]]).toString()}`;
}

const PractitionerResource = z.object({
  resourceType: z.literal('Practitioner'),
  name: z
    .array(
      z.object({
        family: z.string(),
        given: z.array(z.string()).optional(),
        prefix: z.array(z.string()).optional(),
      }),
    )
    .min(1),
});

/** Name of a professional or of an establishment by identifier; null: the directory does not know it. */
export async function nameInDirectory(client: ServiceClient, id: string): Promise<string | null> {
  const professional = await professionalName(client, id);
  return professional ?? (await structureName(client, id));
}

async function professionalName(client: ServiceClient, id: string): Promise<string | null> {
  const who = tokenParam({ system: PROFESSIONAL_SYSTEM, value: id });
  const page = await search(client, `Practitioner?identifier=${who}`, {
    resourceType: 'Practitioner',
    schema: PractitionerResource,
    thing: 'directory',
  });
  const name = page.ok ? page.value.found[0]?.name[0] : undefined;
  if (name === undefined) return null;
  return [...(name.prefix ?? []), ...(name.given ?? []), name.family].join(' ');
}

async function structureName(client: ServiceClient, id: string): Promise<string | null> {
  const what = tokenParam({ system: ORGANIZATION_SYSTEM, value: id });
  const page = await search(client, `Organization?identifier=${what}`, {
    resourceType: 'Organization',
    schema: OrganizationResource,
    thing: 'directory',
  });
  return page.ok ? (page.value.found[0]?.name ?? null) : null;
}
