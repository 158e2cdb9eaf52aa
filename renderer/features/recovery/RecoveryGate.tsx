import { useEffect, useState, type ReactNode } from 'react';
import type { StoreNotice } from '../../../shared/bridge/recovery.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { RecoveryPanel } from './RecoveryPanel.tsx';

export interface RecoveryGateProps {
  readonly bridge: Pick<Bridge, 'recovery.notice' | 'recovery.told'>;
  readonly demonstration: boolean;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

/** Lets the professional to his desk once he knows what became of his data on this post. */
export function RecoveryGate({ bridge, demonstration, onSignOut, children }: RecoveryGateProps) {
  /** undefined: not known yet. */
  const [notice, setNotice] = useState<StoreNotice | null | undefined>();
  useEffect(() => {
    let isCurrent = true;
    void bridge['recovery.notice']({}).then((answer) => {
      // Whoever cannot be told is not kept from his work for it.
      if (isCurrent) setNotice(answer.ok ? answer.value.notice : null);
    });
    return () => {
      isCurrent = false;
    };
  }, [bridge]);
  if (notice === undefined) return null;
  if (notice === null) return children;
  const goOn = async (): Promise<void> => {
    await bridge['recovery.told']({});
    setNotice(null);
  };
  return (
    <RecoveryPanel
      notice={notice}
      demonstration={demonstration}
      onGoOn={() => void goOn()}
      onSignOut={onSignOut}
    />
  );
}
