import type { Finding } from '../../shared/doctor/findings.ts';
import { z } from '../../shared/schema/zod.ts';
import type { Connection } from '../gateway/connection.ts';
import { askTheTime } from '../gateway/probe.ts';

const Statement = z.object({ resourceType: z.literal('CapabilityStatement'), fhirVersion: z.string() });

/** Asks the service for its public statement: no token, no patient, no trace. */
export async function examineService(connection: Connection): Promise<Finding> {
  const answer = await askTheTime(connection);
  if (!answer.ok) return { part: 'service', code: 'SERVICE_UNREACHABLE', measure: null };
  const isOurs = answer.value.status === 200 && isStatement(answer.value.body);
  return { part: 'service', code: isOurs ? 'SERVICE_REACHABLE' : 'SERVICE_ODD', measure: null };
}

function isStatement(body: Uint8Array): boolean {
  try {
    return Statement.safeParse(JSON.parse(new TextDecoder().decode(body))).success;
  } catch {
    return false;
  }
}
