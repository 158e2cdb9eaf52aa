import type { RecordView } from '../../../shared/bridge/record.ts';
import { OwnRight } from './OwnRight.tsx';
import styles from './Rights.module.css';

export interface RightsRouteProps {
  readonly view: RecordView;
  readonly onRenew: () => void;
  readonly onRenounce: () => void;
}

/** Who has which right on the open record. */
export function RightsRoute({ view, onRenew, onRenounce }: RightsRouteProps) {
  return (
    <div className={styles.rights}>
      <OwnRight right={view.right} onRenew={onRenew} onRenounce={onRenounce} />
    </div>
  );
}
