import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { OfflineSection } from '../../shared/traces/acts.ts';
import type { ServiceClient } from './client.ts';

/** Something that was shown while the service could not be asked. */
export type ReportedOpening = {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly source: 'cache' | 'bag';
  readonly ins: InsRef;
} & (
  | { readonly act: 'list' }
  | { readonly act: 'read'; readonly uniqueId: string }
  | { readonly act: 'section'; readonly section: OfflineSection }
);

/** Tells the service of one opening; telling it twice is telling it once. */
export async function reportOpening(
  client: ServiceClient,
  opening: ReportedOpening,
): Promise<Result<null, FailureCode>> {
  const { id, at, act, source, ins } = opening;
  const values = {
    id,
    at,
    act,
    source,
    system: ins.system,
    patient: ins.value,
    ...(opening.act === 'read' ? { document: opening.uniqueId } : {}),
    ...(opening.act === 'section' ? { section: opening.section } : {}),
  };
  const answer = await client.fhir({
    method: 'POST',
    path: 'AuditEvent/$report-opening',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify({
      resourceType: 'Parameters',
      parameter: Object.entries(values).map(([name, valueString]) => ({ name, valueString })),
    }),
  });
  return answer.ok ? ok(null) : answer;
}
