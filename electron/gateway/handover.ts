import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import type { ServiceClient } from './client.ts';
import { runOperation, textValues } from './operation.ts';

/** Tells the service that what was read for a call is about to leave the post; it decides, and traces it. */
export function reportHandover(
  client: ServiceClient,
  ins: InsRef,
  form: 'print' | 'file',
): Promise<Result<null, FailureCode>> {
  const values = textValues({ system: ins.system, patient: ins.value, form });
  return runOperation(client, 'AuditEvent/$report-handover', values);
}
