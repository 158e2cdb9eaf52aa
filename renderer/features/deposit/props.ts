import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Place, Professional } from '../../../shared/bridge/session.ts';
import type { Bridge } from '../../platform/bridge.ts';
import type { DepositStore } from './store.ts';

/** What every step of a deposit knows. */
export interface DepositPanelProps {
  readonly bridge: Pick<Bridge, 'notices.preview'>;
  readonly store: DepositStore;
  readonly patient: PatientIdentity;
  readonly professional: Professional;
  readonly place: Place | undefined;
  readonly replaces: DocumentSummary | undefined;
  readonly today: string;
  readonly isMinor: boolean;
  /** In a secret session on this minor's record. */
  readonly isSecret: boolean;
  readonly onClose: () => void;
}
