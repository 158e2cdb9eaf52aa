import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Professional } from '../../../shared/bridge/session.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { Bridge } from '../../platform/bridge.ts';

export interface ViewerRouteProps {
  readonly bridge: Bridge;
  readonly patient: PatientIdentity;
  readonly summary: DocumentSummary;
  readonly professional: Professional;
  readonly onClose: () => void;
  /** The document changed: its new summary, or null when it left the list. */
  readonly onChanged: (ins: InsRef, uniqueId: string, document: DocumentSummary | null) => void;
}

export function ViewerRoute({ summary }: ViewerRouteProps) {
  return <p>{summary.title}</p>;
}
