import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { Professional } from '../../../shared/bridge/session.ts';
import type { Bridge } from '../../platform/bridge.ts';

export interface DepositRouteProps {
  readonly bridge: Bridge;
  readonly patient: PatientIdentity;
  readonly professional: Professional;
  /** A file that was dropped on the record. */
  readonly initialFile?: File;
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
