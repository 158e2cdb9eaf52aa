import { ShieldCheck, ShieldOff } from 'lucide-react';
import type { Right } from '../../../shared/bridge/record.ts';
import { dateAndTime } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { words } from './messages.ts';
import styles from './Rights.module.css';

export interface OwnRightProps {
  readonly right: Right;
  readonly onRenew: () => void;
  readonly onRenounce: () => void;
}

/** The right of the one at the keyboard, and what he may do with it. */
export function OwnRight({ right, onRenew, onRenounce }: OwnRightProps) {
  return (
    <section className={styles.part} aria-labelledby="rights-mine">
      <h2 id="rights-mine" className={styles.title}>
        {words.mine}
      </h2>
      <p>{sentence(right)}</p>
      {right.status === 'valid' ? (
        <p className={styles.acts}>
          <Button icon={<ShieldCheck size={16} aria-hidden />} onPress={onRenew}>
            {words.renew}
          </Button>
          <Button icon={<ShieldOff size={16} aria-hidden />} onPress={onRenounce}>
            {words.renounce}
          </Button>
        </p>
      ) : null}
    </section>
  );
}

function sentence(right: Right): string {
  switch (right.status) {
    case 'none':
      return words.rightNone;
    case 'valid':
      return right.until === null
        ? words.rightValidOpen({ since: dateAndTime(right.since) })
        : words.rightValid({ since: dateAndTime(right.since), until: dateAndTime(right.until) });
    case 'expired':
      return words.rightExpired({ until: dateAndTime(right.until) });
    case 'blocked':
      return words.rightBlocked;
  }
}
