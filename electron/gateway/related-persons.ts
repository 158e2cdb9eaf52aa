import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { FamilyView } from '../../shared/bridge/space/family.ts';
import { CODE_SYSTEM_BASE } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { search } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';

const RelatedResource = z.object({
  resourceType: z.literal('RelatedPerson'),
  id: z.string(),
  relationship: z.array(z.object({ coding: z.array(z.object({ code: z.string() })).min(1) })).min(1),
  name: z.array(z.object({ family: z.string(), given: z.array(z.string()) })).min(1),
});

/** Who acts for this patient: representatives of a minor, and carers. */
export async function relatedPersons(
  client: ServiceClient,
  ins: InsRef,
): Promise<Result<FamilyView, FailureCode>> {
  const page = await search(client, `RelatedPerson?patient.identifier=${tokenParam(ins)}`, {
    resourceType: 'RelatedPerson',
    schema: RelatedResource,
    thing: 'patient',
  });
  if (!page.ok) return page;
  const of = (role: string): FamilyView['carers'] =>
    page.value.found
      .filter(({ relationship }) => relationship[0]?.coding[0]?.code === role)
      .map(({ id, name: [name] }) => ({
        id,
        name: [name?.given[0], name?.family].filter(Boolean).join(' '),
      }));
  return ok({ carers: of('carer'), representatives: of('representative') });
}

/** Names a carer; whatever does not fit is answered alike (`INVALID`). */
export async function nameCarer(
  client: ServiceClient,
  ins: InsRef,
  carer: { readonly ins: InsRef; readonly familyName: string; readonly birthDate: string },
): Promise<Result<null, FailureCode>> {
  const answer = await client.fhir({
    method: 'POST',
    path: 'RelatedPerson',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify({
      resourceType: 'RelatedPerson',
      active: true,
      identifier: [carer.ins],
      patient: { identifier: ins },
      relationship: [{ coding: [{ system: `${CODE_SYSTEM_BASE}dmp-related`, code: 'carer' }] }],
      name: [{ family: carer.familyName }],
      birthDate: carer.birthDate,
    }),
  });
  return answer.ok ? ok(null) : answer;
}

/** Ends a carer's access, by the patient or by the carer himself. */
export async function removeCarer(client: ServiceClient, id: string): Promise<Result<null, FailureCode>> {
  const answer = await client.fhir({ method: 'DELETE', path: `RelatedPerson/${encodeURIComponent(id)}` });
  return answer.ok ? ok(null) : answer;
}
