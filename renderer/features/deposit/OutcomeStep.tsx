import { CircleCheck, Clock } from 'lucide-react';
import { useEffect } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { dateAndTime } from '../../i18n/format.ts';
import { personName } from '../../i18n/person.ts';
import { announce } from '../../platform/announcer.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from './Deposit.module.css';
import { words } from './messages.ts';
import type { DepositStep } from './store.ts';

export interface OutcomeStepProps {
  readonly step: DepositStep & { readonly status: 'deposited' | 'waiting' };
  readonly patient: PatientIdentity;
  readonly hasNext: boolean;
  readonly onNext: () => void;
  readonly onClose: () => void;
}

/** The receipt, or the truth that there is none yet. */
export function OutcomeStep({ step, patient, hasNext, onNext, onClose }: OutcomeStepProps) {
  const isDeposited = step.status === 'deposited';
  useEffect(() => announce(isDeposited ? words.deposited : words.waiting), [isDeposited]);

  return (
    <div className={styles.centre}>
      <EmptyState
        role="status"
        icon={isDeposited ? <CircleCheck size={32} aria-hidden /> : <Clock size={32} aria-hidden />}
        title={isDeposited ? words.deposited : words.waiting}
        {...(isDeposited ? { reference: `${words.receipt} ${step.receipt.uniqueId}` } : {})}
        action={
          <Button variant="primary" keys="Enter" autoFocus onPress={hasNext ? onNext : onClose}>
            {hasNext ? words.nextFile : words.done}
          </Button>
        }
      >
        <p className={styles.fileName}>{step.title}</p>
        <p>
          {isDeposited
            ? words.depositedInto({
                patient: personName(patient),
                time: dateAndTime(step.receipt.receivedAt),
              })
            : words.waitingWhat}
        </p>
      </EmptyState>
    </div>
  );
}
