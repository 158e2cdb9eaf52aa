import type { Finding, FindingCode } from '../../shared/doctor/findings.ts';
import type { ServiceTrouble } from '../../shared/doctor/service-trouble.ts';
import { parsed } from '../../shared/schema/parsed.ts';
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

/** What is known of the start of the embedded service. */
export interface KnownStart {
  /** Why it does not start, as whoever starts it says. */
  readonly trouble?: ServiceTrouble;
  /** Why it did not start the last time, whole days ago, where nobody starts it now. */
  readonly lastFailure?: { readonly trouble: ServiceTrouble; readonly days: number };
}

const found = (code: FindingCode, days: number | null = null): Finding => ({
  part: 'service',
  code,
  measure: days,
});

/**
 * Asks the service for its public statement: no token, no patient, no trace. Where it is known not to start, nobody is
 * asked.
 *
 * @param connection null: the embedded one, which nobody listens for
 */
export async function examineService(
  connection: Connection | null,
  { trouble, lastFailure }: KnownStart = {},
): Promise<Finding> {
  if (trouble !== undefined) return found(TROUBLES[trouble.why], 0);
  const answer = connection === null ? null : await askTheTime(connection);
  if (answer?.ok === true) {
    const isOurs = answer.value.status === 200 && isStatement(answer.value.body);
    return found(isOurs ? 'SERVICE_REACHABLE' : 'SERVICE_ODD');
  }
  if (lastFailure !== undefined) return found(TROUBLES[lastFailure.trouble.why], lastFailure.days);
  return found(answer === null ? 'SERVICE_NOT_STARTED' : 'SERVICE_UNREACHABLE');
}

const isStatement = (body: Uint8Array): boolean =>
  parsed(Statement, new TextDecoder().decode(body)) !== undefined;
