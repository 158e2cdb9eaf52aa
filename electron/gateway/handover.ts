import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { ServiceClient } from './client.ts';

/** Tells the service that what was read for a call is about to leave the post; it decides, and traces it. */
export async function reportHandover(
  client: ServiceClient,
  ins: InsRef,
  form: 'print' | 'file',
): Promise<Result<null, FailureCode>> {
  const values = { system: ins.system, patient: ins.value, form };
  const answer = await client.fhir({
    method: 'POST',
    path: 'AuditEvent/$report-handover',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify({
      resourceType: 'Parameters',
      parameter: Object.entries(values).map(([name, valueString]) => ({ name, valueString })),
    }),
  });
  return answer.ok ? ok(null) : answer;
}
