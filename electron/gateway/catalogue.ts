import type { CatalogueService } from '../../shared/bridge/catalogue.ts';
import { DIRECTIONS } from '../../shared/bridge/catalogue.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { EXTENSION_BASE } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { everyPage } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';
import { runOperation } from './operation.ts';

const PAGE = 200;
const LINKED = `${EXTENSION_BASE}dmp-linked`;

const Coded = z.array(z.object({ coding: z.array(z.object({ code: z.string() })).min(1) }));
const LinkPart = z.object({
  url: z.string(),
  valueDateTime: z.string().optional(),
  valueCode: z.string().optional(),
  valueBoolean: z.boolean().optional(),
});
const ServiceResource = z.object({
  resourceType: z.literal('HealthcareService'),
  id: z.string(),
  name: z.string(),
  comment: z.string().optional(),
  category: Coded.optional(),
  program: Coded.optional(),
  extension: z.array(z.object({ url: z.string(), extension: z.array(LinkPart).optional() })).optional(),
});
type ServiceResource = z.infer<typeof ServiceResource>;

const Direction = z.enum(DIRECTIONS);

/** The whole catalogue; with a patient, the links of his that the one who asks may know. */
export async function catalogueOf(
  client: ServiceClient,
  ins: InsRef | null,
): Promise<Result<CatalogueService[], FailureCode>> {
  const whose = ins === null ? '' : `patient.identifier=${tokenParam(ins)}&`;
  const found = await everyPage(client, `HealthcareService?${whose}_count=${String(PAGE)}`, {
    resourceType: 'HealthcareService',
    schema: ServiceResource,
    thing: 'catalogue',
  });
  return found.ok ? ok(found.value.map(serviceOf)) : found;
}

function serviceOf({ id, name, comment, category, program, extension }: ServiceResource): CatalogueService {
  const link = extension?.find(({ url }) => url === LINKED)?.extension;
  return {
    id,
    name,
    category: category?.[0]?.coding[0]?.code ?? '',
    comment: comment ?? '',
    exchanges: (program ?? []).flatMap(({ coding }) =>
      coding.map(({ code }) => {
        const [what = '', way] = code.split('.');
        return { code: what, direction: Direction.safeParse(way).data ?? 'read' };
      }),
    ),
    link: link === undefined ? null : linkOf(link),
  };
}

function linkOf(parts: readonly z.infer<typeof LinkPart>[]): CatalogueService['link'] {
  const since = parts.find(({ url }) => url === 'since')?.valueDateTime;
  if (since === undefined) return null;
  return {
    since,
    exchanges: parts.flatMap(({ url, valueCode }) =>
      url === 'exchange' && valueCode !== undefined ? [valueCode] : [],
    ),
    asksMore: parts.some(({ url, valueBoolean }) => url === 'more' && valueBoolean === true),
    shown: parts.find(({ url }) => url === 'shown')?.valueBoolean ?? null,
  };
}

/** Links a service for some of what it exchanges, or (null) ends the link. */
export async function linkService(
  client: ServiceClient,
  service: string,
  link: { readonly exchanges: readonly string[]; readonly shown: boolean } | null,
): Promise<Result<null, FailureCode>> {
  if (link?.exchanges.length === 0) return err('INVALID');
  const named = { name: 'service', valueString: service };
  if (link === null) return runOperation(client, 'HealthcareService/$unlink', [named]);
  return runOperation(client, 'HealthcareService/$link', [
    named,
    { name: 'exchanges', valueString: link.exchanges.join(' ') },
    { name: 'shown', valueBoolean: link.shown },
  ]);
}
