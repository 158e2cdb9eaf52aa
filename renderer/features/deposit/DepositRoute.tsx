import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Place, Professional } from '../../../shared/bridge/session.ts';
import type { Bridge } from '../../platform/bridge.ts';

export interface DepositRouteProps {
  readonly bridge: Bridge;
  readonly patient: PatientIdentity;
  readonly professional: Professional;
  /** The place of practice of the session, shown as where the act took place. */
  readonly place?: Place;
  /** Files that were dropped on the record: they are deposited one after the other. */
  readonly initialFiles?: readonly File[];
  /** The document that the new one takes the place of. */
  readonly replaces?: DocumentSummary;
  readonly onClose: () => void;
  /** The document stands in the record: the time line is asked for again. */
  readonly onDeposited: (uniqueId: string) => void;
}

export function DepositRoute({ onClose }: DepositRouteProps) {
  return (
    <button type="button" onClick={onClose}>
      Fermer
    </button>
  );
}
