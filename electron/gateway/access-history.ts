import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { AccessLine } from '../../shared/bridge/space/history.ts';
import { EXTENSION_BASE, PROFESSIONAL_SYSTEM } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { readSearch } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';

const PAGE_SIZE = 100;

const Coded = z.object({ coding: z.array(z.object({ code: z.string(), display: z.string().optional() })) });
const Identified = z.object({ system: z.string(), value: z.string() });

const AuditEventResource = z.object({
  resourceType: z.literal('AuditEvent'),
  id: z.string(),
  subtype: z.array(z.object({ code: z.string() })).min(1),
  recorded: z.iso.datetime({ offset: true }),
  outcomeDesc: z.string(),
  purposeOfEvent: z.array(Coded).optional(),
  agent: z
    .array(
      z.object({
        extension: z
          .array(
            z.object({
              url: z.string(),
              valueReference: z
                .object({ identifier: z.object({ value: z.string() }), display: z.string().optional() })
                .optional(),
            }),
          )
          .optional(),
        role: z.array(Coded).optional(),
        who: z.object({ identifier: Identified.optional(), display: z.string().optional() }),
      }),
    )
    .min(1),
  entity: z.array(
    z.object({
      what: z.object({ identifier: Identified }),
      securityLabel: z.array(Coded).optional(),
      detail: z.array(z.object({ type: z.string(), valueString: z.string().optional() })).optional(),
    }),
  ),
});
type AuditEventResource = z.infer<typeof AuditEventResource>;

/** A line as the service gives it: professions and places by their codes. */
export interface TraceLine extends Omit<AccessLine, 'who'> {
  readonly who: {
    readonly name: string;
    readonly side: AccessLine['who']['side'];
    readonly profession: string | null;
    readonly structureId: string | null;
    readonly structureName: string | null;
  };
}

export interface TracePage {
  readonly lines: readonly TraceLine[];
  readonly total: number;
  readonly next: string | null;
}

/** What was done and tried on the record, newest first (G of the wire). */
export async function accessHistory(
  client: ServiceClient,
  ins: InsRef,
  cursor: string | null,
  filter: Readonly<Record<string, string>>,
): Promise<Result<TracePage, FailureCode>> {
  const query = new URLSearchParams({ _count: String(PAGE_SIZE), ...filter }).toString();
  const answer = await client.fhir({
    method: 'GET',
    path: cursor ?? `AuditEvent?patient.identifier=${tokenParam(ins)}&${query}`,
  });
  if (!answer.ok) return answer;
  const page = readSearch(client, answer.value, {
    resourceType: 'AuditEvent',
    schema: AuditEventResource,
    thing: 'trace',
  });
  if (!page.ok) return page;
  const { found, total, next } = page.value;
  return ok({ lines: found.map(lineOf), total, next: next ?? null });
}

const SIDES: Readonly<Record<string, AccessLine['who']['side']>> = {
  PAT: 'holder',
  GUARD: 'representative',
  CAREGIVER: 'carer',
};

function lineOf(event: AuditEventResource): TraceLine {
  const [agent] = event.agent;
  const role = agent?.role?.[0]?.coding[0];
  const isProfessional = agent?.who.identifier?.system === PROFESSIONAL_SYSTEM;
  const structure = agent?.extension?.find(({ url }) => url === `${EXTENSION_BASE}dmp-structure`);
  const [about, document] = event.entity;
  const purpose = event.purposeOfEvent?.[0]?.coding[0]?.code;
  const detail = Object.fromEntries(
    (about?.detail ?? []).map(({ type, valueString }) => [type, valueString ?? '']),
  );
  return {
    id: event.id,
    at: event.recorded,
    action: event.subtype[0]?.code ?? '',
    mode: purpose === 'BTG' || purpose === 'ETREAT' ? purpose : 'NORMAL',
    secret: (about?.securityLabel ?? []).some((label) =>
      label.coding.some(({ code }) => code === 'INVISIBLE_REPRESENTANTS_LEGAUX'),
    ),
    outcome: event.outcomeDesc,
    who: {
      name: agent?.who.display ?? '',
      side: isProfessional ? 'professional' : (SIDES[role?.code ?? ''] ?? 'unknown'),
      profession: isProfessional ? (role?.code ?? null) : null,
      structureId: structure?.valueReference?.identifier.value ?? null,
      structureName: structure?.valueReference?.display ?? null,
    },
    documentId: document?.what.identifier.value ?? null,
    justification: detail['justification'] ?? null,
  };
}
