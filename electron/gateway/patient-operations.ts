import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { readJson } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { callOperation, runOperation } from './operation.ts';
import { PATIENCE } from './patience.ts';

const Count = z.object({
  resourceType: z.literal('Parameters'),
  parameter: z.array(z.object({ name: z.literal('count'), valueInteger: z.int() })).min(1),
});

/** Masks or shows every document of the record; with `future`, those to come as well (H4 of the wire). */
export async function maskAll(
  client: ServiceClient,
  mask: boolean,
  future: boolean,
): Promise<Result<{ count: number }, FailureCode>> {
  const answer = await callOperation(client, 'Patient/$mask-all', [
    { name: 'mask', valueBoolean: mask },
    { name: 'future', valueBoolean: future },
  ]);
  if (!answer.ok) return answer;
  const json = readJson(answer.value);
  const count = json.ok ? Count.safeParse(json.value).data?.parameter[0]?.valueInteger : undefined;
  return count === undefined ? err('INTERNAL') : ok({ count });
}

/** Closes the record: kept out of reach for the time of the law, or erased (H1 of the wire). */
export const closeRecord = (client: ServiceClient, erase: boolean): Promise<Result<null, FailureCode>> =>
  runOperation(client, 'Patient/$close', [{ name: 'erase', valueBoolean: erase }]);

/** Takes back a closing, with the archive where it was kept (docs/rules.md 6). */
export const reopenRecord = (client: ServiceClient): Promise<Result<null, FailureCode>> =>
  runOperation(client, 'Patient/$reopen', []);

/** Opposes the creation of the record, while that is still possible. */
export const opposeRecord = (client: ServiceClient): Promise<Result<null, FailureCode>> =>
  runOperation(client, 'Patient/$oppose', []);

/** Everything that this side of the patient sees, as a zip. */
export async function downloadRecord(client: ServiceClient): Promise<Result<Uint8Array, FailureCode>> {
  const answer = await client.fhir({
    method: 'GET',
    path: 'Patient/$download',
    headers: { accept: 'application/zip' },
    timeoutMs: PATIENCE.bulkMs,
  });
  return answer.ok ? ok(answer.value.body) : answer;
}
