import type { AccessEntry, AccessFilter } from '../../shared/bridge/access-log.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { EXTENSION_BASE, PROFESSIONAL_SYSTEM } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { actsOf } from '../../shared/traces/acts.ts';
import { search } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';

const Identifier = z.object({ system: z.string(), value: z.string() });
const Coded = z.object({ code: z.string(), display: z.string().optional() });

const AuditEventResource = z.object({
  resourceType: z.literal('AuditEvent'),
  id: z.string(),
  subtype: z.array(Coded).min(1),
  recorded: z.iso.datetime({ offset: true }),
  outcome: z.enum(['0', '8']),
  outcomeDesc: z.string().optional(),
  purposeOfEvent: z.array(z.object({ coding: z.array(Coded) })).optional(),
  agent: z
    .array(
      z.object({
        extension: z
          .array(
            z.object({
              url: z.string(),
              valueReference: z.object({ display: z.string().optional() }).optional(),
            }),
          )
          .optional(),
        role: z.array(z.object({ coding: z.array(Coded) })).optional(),
        who: z.object({ identifier: Identifier.optional(), display: z.string().optional() }),
      }),
    )
    .min(1),
  entity: z
    .array(
      z.object({
        what: z.object({ identifier: Identifier }),
        securityLabel: z.array(z.unknown()).optional(),
        detail: z.array(z.object({ type: z.string(), valueString: z.string() })).optional(),
      }),
    )
    .optional(),
});
type AuditEventResource = z.infer<typeof AuditEventResource>;
type Agent = AuditEventResource['agent'][number];

/** A trace as the service answers it: names of what it is about are still to be looked up. */
export interface ReadTrace extends Omit<AccessEntry, 'document' | 'target' | 'who'> {
  readonly who: Omit<AccessEntry['who'], 'self' | 'role'> & { readonly profession: string | null };
  readonly document: string | null;
  /** Identifier of whom a right is about. */
  readonly target: string | null;
}

export interface TracePage {
  readonly traces: readonly ReadTrace[];
  readonly total: number;
  readonly next: string | undefined;
}

const COUNT = 50;

/** What is asked of the journal, on either side; an absent criterion lets everything through. */
export interface TraceQuery extends Omit<AccessFilter, 'mode'> {
  /** Any of these; none: all of them. */
  readonly modes: readonly AccessEntry['mode'][];
  /** Whose acts are left out. */
  readonly notBy: InsRef | null;
}

/** The same as a professional asks it. */
const queryFor = ({ mode, ...filter }: AccessFilter): TraceQuery => ({
  ...filter,
  modes: mode === null ? [] : [mode],
  notBy: null,
});

/** The journal of a record, narrowed; newest first. */
export function findTraces(
  client: ServiceClient,
  ins: InsRef,
  filter: AccessFilter,
): Promise<Result<TracePage, FailureCode>> {
  return askTraces(client, ins, queryFor(filter));
}

/** The same, as the patient's side asks it. */
export function askTraces(
  client: ServiceClient,
  ins: InsRef,
  query: TraceQuery,
): Promise<Result<TracePage, FailureCode>> {
  return readTraces(client, `AuditEvent?${queryOf(ins, query)}&_count=${COUNT}`);
}

/** The first page of the same, to be taken out of the service: it traces that. */
export function exportTraces(
  client: ServiceClient,
  ins: InsRef,
  filter: AccessFilter,
): Promise<Result<TracePage, FailureCode>> {
  return readTraces(client, `AuditEvent/$export?${queryOf(ins, queryFor(filter))}`);
}

const PURPOSE = { NORMAL: 'TREAT', BTG: 'BTG', ETREAT: 'ETREAT' } as const;

function queryOf(ins: InsRef, { person, group, modes, notBy, outcome, from, to }: TraceQuery): string {
  const criteria = new URLSearchParams();
  if (person.trim() !== '') criteria.append('agent-name', person);
  if (group !== null) criteria.append('subtype', actsOf(group).join(','));
  if (modes.length > 0) criteria.append('purpose', modes.map((mode) => PURPOSE[mode]).join(','));
  if (notBy !== null) criteria.append('agent.identifier:not', `${notBy.system}|${notBy.value}`);
  if (outcome !== null) criteria.append('outcome', outcome === 'permit' ? '0' : '8');
  if (from !== null) criteria.append('date', `ge${from}`);
  if (to !== null) criteria.append('date', `le${to}`);
  return [`patient.identifier=${tokenParam(ins)}`, criteria.toString()].filter(Boolean).join('&');
}

/** A page of the journal by its path, as the service gave it. */
export async function readTraces(
  client: ServiceClient,
  path: string,
): Promise<Result<TracePage, FailureCode>> {
  const page = await search(client, path, {
    resourceType: 'AuditEvent',
    schema: AuditEventResource,
    thing: 'trace',
  });
  if (!page.ok) return page;
  const { found, total, next } = page.value;
  return ok({ traces: found.map(traceOf), total, next });
}

function traceOf(event: AuditEventResource): ReadTrace {
  const [who, inNameOf] = event.agent;
  const [record, document] = event.entity ?? [];
  const detail = new Map(record?.detail?.map(({ type, valueString }) => [type, valueString]));
  const openedAt = z.iso.datetime({ offset: true }).safeParse(detail.get('openedAt')).data;
  return {
    id: event.id,
    at: event.recorded,
    action: event.subtype[0]?.code ?? '',
    outcome: event.outcome === '0' ? 'permit' : 'refused',
    reason: event.outcome === '0' ? null : (event.outcomeDesc ?? null),
    mode: modeOf(event),
    secret: record?.securityLabel !== undefined,
    who: agentOf(who),
    inNameOf: inNameOf?.who.display ?? null,
    document: document?.what.identifier.value ?? null,
    target: detail.get('target') ?? null,
    basis: detail.get('basis') ?? null,
    form: detail.get('form') ?? null,
    right: detail.get('right') ?? null,
    justification: detail.get('justification') ?? null,
    ...(openedAt === undefined ? {} : { openedAt }),
  };
}

function modeOf({ purposeOfEvent }: AuditEventResource): AccessEntry['mode'] {
  const code = purposeOfEvent?.[0]?.coding[0]?.code;
  return code === 'BTG' || code === 'ETREAT' ? code : 'NORMAL';
}

const KINDS: Readonly<Record<string, AccessEntry['who']['kind']>> = {
  PAT: 'patient',
  GUARD: 'representative',
  CAREGIVER: 'carer',
};

function agentOf(agent: Agent | undefined): ReadTrace['who'] {
  const identifier = agent?.who.identifier;
  const code = agent?.role?.[0]?.coding[0]?.code;
  const kind = code === undefined ? undefined : KINDS[code];
  const structure = agent?.extension?.find(({ url }) => url === `${EXTENSION_BASE}dmp-structure`);
  return {
    kind: kind ?? (identifier === undefined ? 'nobody' : 'professional'),
    // Of the patient's side only the part that somebody has is said, never his INS.
    id: identifier?.system === PROFESSIONAL_SYSTEM ? identifier.value : null,
    name: identifier === undefined ? null : (agent?.who.display ?? null),
    profession: kind === undefined ? (code ?? null) : null,
    structure: structure?.valueReference?.display ?? null,
  };
}
