import { useState } from 'react';
import type { ServiceTrouble } from '../../../shared/doctor/service-trouble.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { EntryFrame } from '../../ui/EntryFrame.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TROUBLES, words } from './messages.ts';
import styles from './ServiceTrouble.module.css';

export interface ServiceTroubleRouteProps {
  readonly bridge: Pick<Bridge, 'system.retryService'>;
  readonly trouble: ServiceTrouble;
  readonly demonstration: boolean;
}

/** The post without its service: what happened, what is safe, what mends it, and the one act. */
export function ServiceTroubleRoute({ bridge, trouble, demonstration }: ServiceTroubleRouteProps) {
  const [isStarting, setStarting] = useState(false);
  const { what, next } = TROUBLES[trouble.why];
  const retry = async (): Promise<void> => {
    setStarting(true);
    // A post that starts anew has another page: this one only goes on where it does not.
    const answer = await bridge['system.retryService']({});
    if (!answer.ok) setStarting(false);
  };
  return (
    <EntryFrame title={words.title} lead={words.safe} demonstration={demonstration}>
      <div className={styles.panel}>
        <Notice tone="warning" title={what} isAlert>
          <p>
            {trouble.why === 'newer' && trouble.needs !== null
              ? words.newerVersion({ version: trouble.needs })
              : next}
          </p>
        </Notice>
        <Button
          variant="primary"
          keys="Enter"
          autoFocus
          isPending={isStarting}
          className={styles.retry ?? ''}
          onPress={() => void retry()}
        >
          {isStarting ? words.starting : words.retry}
        </Button>
      </div>
    </EntryFrame>
  );
}
