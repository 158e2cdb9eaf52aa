import type { ReactNode } from 'react';
import type { InsRef, PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary, RecordView } from '../../../shared/bridge/record.ts';
import type { Professional } from '../../../shared/bridge/session.ts';
import type { Bridge } from '../../platform/bridge.ts';

export interface ViewerRouteProps {
  readonly bridge: Bridge;
  readonly patient: PatientIdentity;
  readonly summary: DocumentSummary;
  readonly professional: Professional;
  /** What the banner shows, so that the header can say by what right the document is read. */
  readonly view?: RecordView;
  /** `DocumentActs` of features/manage, put there by the app: features do not know each other. */
  readonly actions?: ReactNode;
  readonly onClose: () => void;
  /** The document changed: its new summary, or null when it left the list. */
  readonly onChanged: (ins: InsRef, uniqueId: string, document: DocumentSummary | null) => void;
}

export function ViewerRoute({ summary, actions }: ViewerRouteProps) {
  return (
    <p>
      {summary.title} {actions}
    </p>
  );
}
