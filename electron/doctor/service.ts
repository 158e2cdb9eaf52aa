import type { Finding, FindingCode } from '../../shared/doctor/findings.ts';
import type { ServiceTrouble } from '../../shared/doctor/service-trouble.ts';
import { z } from '../../shared/schema/zod.ts';
import type { Connection } from '../gateway/connection.ts';
import { askTheTime } from '../gateway/probe.ts';

const Statement = z.object({ resourceType: z.literal('CapabilityStatement'), fhirVersion: z.string() });

const TROUBLES: Readonly<Record<ServiceTrouble['why'], FindingCode>> = {
  newer: 'SERVICE_NEEDS_NEWER',
  unreadable: 'SERVICE_DATA_UNREADABLE',
  keyLost: 'SERVICE_KEY_LOST',
  full: 'SERVICE_NO_ROOM',
  diskFailed: 'SERVICE_DISK_FAILED',
  inUse: 'SERVICE_IN_USE',
  unknown: 'SERVICE_CANNOT_START',
};

/**
 * Asks the service for its public statement: no token, no patient, no trace.
 *
 * @param trouble why the embedded one does not start; nobody is asked then
 */
export async function examineService(connection: Connection, trouble?: ServiceTrouble): Promise<Finding> {
  if (trouble !== undefined) return { part: 'service', code: TROUBLES[trouble.why], measure: null };
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
