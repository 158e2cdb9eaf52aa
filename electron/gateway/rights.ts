import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Block, Declaration, TreatingDoctor } from '../../shared/bridge/rights.ts';
import { EXTENSION_BASE, ORGANIZATION_SYSTEM, PROFESSIONAL_SYSTEM } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { readSearch } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';
import type { WireAnswer } from './connection.ts';
import { postConsent, provisionActor } from './consent-declaration.ts';

const Instant = z.iso.datetime({ offset: true });
const Actor = z.object({
  reference: z.object({
    identifier: z.object({ system: z.string(), value: z.string() }),
    display: z.string().optional(),
  }),
});

/** A right as it is read in a list: what was written down, of whom, since when. */
const RightResource = z.object({
  resourceType: z.literal('Consent'),
  id: z.string(),
  status: z.string(),
  patient: z.object({ identifier: z.object({ system: z.string(), value: z.string() }) }),
  extension: z.array(z.object({ url: z.string(), valueCode: z.string().optional() })).optional(),
  provision: z.object({
    period: z.object({ start: Instant.optional(), end: Instant.optional() }).optional(),
    actor: z.array(Actor).optional(),
  }),
});
type RightResource = z.infer<typeof RightResource>;

const Basis = z.enum(['CARE_TEAM', 'EXPLICIT']);
const Form = z.enum(['ORAL', 'WRITTEN']);

/** A declaration, and whose record it is about. */
export interface OwnDeclaration extends Declaration {
  readonly ins: InsRef;
}

/** The rights in an answer, read as declarations of a consent; one without a start is left out. */
export function declarationsIn(
  client: ServiceClient,
  answer: WireAnswer,
): Result<readonly OwnDeclaration[], FailureCode> {
  const page = rightsIn(client, answer);
  return page.ok ? ok(page.value.flatMap(declarationOf)) : page;
}

function declarationOf(right: RightResource): OwnDeclaration[] {
  const { period } = right.provision;
  if (period?.start === undefined) return [];
  return [
    {
      ins: right.patient.identifier,
      basis: Basis.safeParse(extensionOf(right, 'dmp-consent-basis')).data ?? null,
      form: Form.safeParse(extensionOf(right, 'dmp-consent-form')).data ?? null,
      since: period.start,
      until: period.end ?? null,
      status: right.status === 'active' ? 'running' : 'ended',
    },
  ];
}

function extensionOf(right: RightResource, name: string): string | undefined {
  return right.extension?.find(({ url }) => url === `${EXTENSION_BASE}${name}`)?.valueCode;
}

/** Every declaration that the professional made on a record, last first. */
export async function ownDeclarations(
  client: ServiceClient,
  ins: InsRef,
): Promise<Result<readonly OwnDeclaration[], FailureCode>> {
  const answer = await client.fhir({
    method: 'GET',
    path: `Consent?patient.identifier=${tokenParam(ins)}&actor=me&status=active,inactive`,
  });
  return answer.ok ? declarationsIn(client, answer.value) : answer;
}

/** Who holds the role, as a médecin traitant with a right reads it. */
export async function treatingDoctors(
  client: ServiceClient,
  ins: InsRef,
  self: string,
): Promise<Result<readonly TreatingDoctor[], FailureCode>> {
  const found = await rightsOf(client, ins, 'treating-doctor');
  if (!found.ok) return found;
  return ok(
    found.value.flatMap(({ provision: { actor, period } }) => {
      const reference = actor?.[0]?.reference;
      if (reference === undefined) return [];
      const { value } = reference.identifier;
      const name = reference.display ?? value;
      return [{ id: value, name, since: period?.start ?? null, self: value === self }];
    }),
  );
}

/** Who is blocked now, as a médecin traitant with a right reads it. */
export async function blocks(
  client: ServiceClient,
  ins: InsRef,
): Promise<Result<readonly Block[], FailureCode>> {
  const found = await rightsOf(client, ins, 'block');
  if (!found.ok) return found;
  return ok(
    found.value.flatMap(({ id, provision: { actor, period } }): Block[] => {
      const reference = actor?.[0]?.reference;
      if (reference === undefined) return [];
      const { system, value } = reference.identifier;
      return [
        {
          blockId: id,
          kind: system === ORGANIZATION_SYSTEM ? 'structure' : 'professional',
          id: value,
          name: reference.display ?? value,
          since: period?.start ?? null,
        },
      ];
    }),
  );
}

type Category = 'block' | 'treating-doctor';

async function rightsOf(
  client: ServiceClient,
  ins: InsRef,
  category: Category,
): Promise<Result<readonly RightResource[], FailureCode>> {
  const answer = await client.fhir({
    method: 'GET',
    path: `Consent?patient.identifier=${tokenParam(ins)}&category=${category}`,
  });
  return answer.ok ? rightsIn(client, answer.value) : answer;
}

function rightsIn(client: ServiceClient, answer: WireAnswer): Result<readonly RightResource[], FailureCode> {
  const page = readSearch(client, answer, {
    resourceType: 'Consent',
    schema: RightResource,
    thing: 'consent',
  });
  return page.ok ? ok(page.value.found) : page;
}

/** The right by which the professional holds the role himself; null: he does not. */
export async function ownRole(
  client: ServiceClient,
  ins: InsRef,
): Promise<Result<string | null, FailureCode>> {
  const answer = await client.fhir({
    method: 'GET',
    path: `Consent?patient.identifier=${tokenParam(ins)}&actor=me&category=treating-doctor`,
  });
  if (!answer.ok) return answer;
  const page = rightsIn(client, answer.value);
  return page.ok ? ok(page.value[0]?.id ?? null) : page;
}

/** Takes the role of médecin traitant at the patient's request, ticked by a person. */
export function takeRole(
  client: ServiceClient,
  ins: InsRef,
  self: string,
  confirmed: true,
): Promise<Result<null, FailureCode>> {
  return postConsent(client, ins, {
    category: 'treating-doctor',
    extension: [{ url: `${EXTENSION_BASE}dmp-confirmed`, valueBoolean: confirmed }],
    provision: { type: 'permit', actor: [provisionActor(PROFESSIONAL_SYSTEM, self)] },
  });
}

/** Blocks a professional or an establishment at the patient's request. */
export function block(
  client: ServiceClient,
  ins: InsRef,
  target: Pick<Block, 'kind' | 'id'>,
): Promise<Result<null, FailureCode>> {
  const system = target.kind === 'structure' ? ORGANIZATION_SYSTEM : PROFESSIONAL_SYSTEM;
  return postConsent(client, ins, {
    category: 'block',
    provision: { type: 'deny', actor: [provisionActor(system, target.id)] },
  });
}
