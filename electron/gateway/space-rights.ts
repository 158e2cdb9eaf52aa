import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Actor, RightDeclaration, RightsView } from '../../shared/bridge/space/rights.ts';
import { CODE_SYSTEM_BASE, ORGANIZATION_SYSTEM, PROFESSIONAL_SYSTEM } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { search } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';
import type { Declaration } from './consent-declaration.ts';
import { postConsent, provisionActor } from './consent-declaration.ts';

const ACT_REASON = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
const Instant = z.iso.datetime({ offset: true });

const ConsentResource = z.object({
  resourceType: z.literal('Consent'),
  id: z.string(),
  status: z.string(),
  category: z.array(z.object({ coding: z.array(z.object({ code: z.string() })).min(1) })).min(1),
  provision: z.object({
    type: z.enum(['permit', 'deny']),
    period: z.object({ start: Instant.optional(), end: Instant.optional() }).optional(),
    actor: z
      .array(
        z.object({
          reference: z.object({
            identifier: z.object({ system: z.string(), value: z.string() }),
            display: z.string().optional(),
          }),
        }),
      )
      .optional(),
    purpose: z.array(z.object({ code: z.string() })).optional(),
    class: z.array(z.object({ code: z.string() })).optional(),
  }),
});
type ConsentResource = z.infer<typeof ConsentResource>;
type Standing = RightsView['readers'][number];

/** All that stands on the signed-in person's record (D7 of the wire). */
export async function allRights(
  client: ServiceClient,
  ins: InsRef,
): Promise<Result<RightsView, FailureCode>> {
  const page = await search(client, `Consent?patient.identifier=${tokenParam(ins)}`, {
    resourceType: 'Consent',
    schema: ConsentResource,
    thing: 'consent',
  });
  if (!page.ok) return page;
  const of = (category: string): ConsentResource[] =>
    page.value.found.filter((consent) => consent.category[0]?.coding[0]?.code === category);
  const isOn = (category: string, code: string): boolean =>
    of(category).find(({ provision }) => codeOf(provision) === code)?.provision.type === 'permit';
  return ok({
    readers: of('authorisation')
      .filter(({ status }) => status === 'active')
      .flatMap(standing),
    treatingDoctors: of('treating-doctor').flatMap(standing),
    blocks: of('block').flatMap(standing),
    switches: {
      ETREAT: isOn('switch', 'ETREAT'),
      BTG: isOn('switch', 'BTG'),
      MASKED: isOn('switch', 'MASKED'),
    },
    sharing: { measures: isOn('sharing', 'measures'), 'care-history': isOn('sharing', 'care-history') },
    maskNew: of('masking-default')[0]?.provision.type === 'deny',
  });
}

function codeOf({ purpose, class: section }: ConsentResource['provision']): string | undefined {
  return purpose?.[0]?.code ?? section?.[0]?.code;
}

function standing({ id, provision }: ConsentResource): Standing[] {
  const actor = provision.actor?.[0]?.reference;
  if (actor === undefined) return [];
  const { system, value } = actor.identifier;
  return [
    {
      id,
      who: {
        kind: system === PROFESSIONAL_SYSTEM ? 'professional' : 'establishment',
        id: value,
        name: actor.display ?? value,
        detail: null,
      },
      since: provision.period?.start ?? null,
      until: provision.period?.end ?? null,
    },
  ];
}

/** Declares one right, block or choice of the patient's side (D2 to D6 of the wire). */
export function declareRight(
  client: ServiceClient,
  ins: InsRef,
  declaration: RightDeclaration,
): Promise<Result<null, FailureCode>> {
  return postConsent(client, ins, consentOf(declaration));
}

function consentOf(declaration: RightDeclaration): Declaration {
  switch (declaration.kind) {
    case 'block':
      return { category: 'block', provision: { type: 'deny', actor: [actorOf(declaration.who)] } };
    case 'treatingDoctor':
      return {
        category: 'treating-doctor',
        provision: { type: 'permit', actor: [actorOf({ kind: 'professional', id: declaration.id })] },
      };
    case 'switch': {
      const { code, on } = declaration;
      const system = code === 'MASKED' ? `${CODE_SYSTEM_BASE}dmp-purpose` : ACT_REASON;
      return { category: 'switch', provision: { type: typeOf(on), purpose: [{ system, code }] } };
    }
    case 'sharing':
      return {
        category: 'sharing',
        provision: {
          type: typeOf(declaration.on),
          class: [{ system: `${CODE_SYSTEM_BASE}dmp-sharing`, code: declaration.section }],
        },
      };
    case 'maskNew':
      return { category: 'masking-default', provision: { type: typeOf(!declaration.on) } };
  }
}

const typeOf = (permitted: boolean): 'permit' | 'deny' => (permitted ? 'permit' : 'deny');

function actorOf({ kind, id }: Actor): object {
  return provisionActor(kind === 'professional' ? PROFESSIONAL_SYSTEM : ORGANIZATION_SYSTEM, id);
}
