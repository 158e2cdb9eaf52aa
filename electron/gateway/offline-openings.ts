import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import type { OfflineSection } from '../../shared/traces/acts.ts';
import type { ServiceClient } from './client.ts';
import { runOperation, textValues } from './operation.ts';

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
export function reportOpening(
  client: ServiceClient,
  opening: ReportedOpening,
): Promise<Result<null, FailureCode>> {
  const { id, at, act, source, ins } = opening;
  const values = textValues({
    id,
    at,
    act,
    source,
    system: ins.system,
    patient: ins.value,
    ...(opening.act === 'read' ? { document: opening.uniqueId } : {}),
    ...(opening.act === 'section' ? { section: opening.section } : {}),
  });
  return runOperation(client, 'AuditEvent/$report-opening', values);
}
