import { Clock, Lock } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { wordsFor } from '../../i18n/failures.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ChoosePatients } from './ChoosePatients.tsx';
import { words } from './messages.ts';
import { SealedBag } from './SealedBag.tsx';
import type { VisitBagStore } from './visit-bag-store.ts';
import styles from './VisitBag.module.css';

export interface VisitBagRouteProps {
  readonly store: VisitBagStore;
  readonly today: string;
  readonly onOpen: (patient: PatientIdentity) => void;
}

/** The bag for the home visits of the day: choose, take along, read without a network, destroy. */
export function VisitBagRoute({ store, today, onOpen }: VisitBagRouteProps) {
  const { bag, notTaken, failure } = useStore(store.state);
  const [isAdding, setAdding] = useState(false);
  const sealed = bag?.bag ?? null;
  const isChoosing = sealed === null || isAdding;
  return (
    <section className={styles.bag} aria-labelledby="visit-bag">
      <h2 id="visit-bag" className={styles.title}>
        {words.title}
      </h2>
      <p className={styles.lead}>{words.lead}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {notTaken.length === 0 ? null : (
        <Notice tone="warning" isAlert title={words.notTaken({ count: notTaken.length })}>
          {[...new Set(notTaken.map(({ code }) => wordsFor(code).what))].join(' ')}
        </Notice>
      )}
      {bag === null ? (
        <Skeleton rows={8} />
      ) : !bag.isPossible ? (
        <EmptyState icon={<Lock size={32} strokeWidth={1.5} aria-hidden />} title={words.notPossible}>
          <p>{words.notPossibleNext}</p>
        </EmptyState>
      ) : bag.isClockBehind ? (
        <EmptyState icon={<Clock size={32} strokeWidth={1.5} aria-hidden />} title={words.clockBehind}>
          <p>{words.clockBehindNext}</p>
        </EmptyState>
      ) : isChoosing ? (
        <ChoosePatients
          store={store}
          bag={bag}
          today={today}
          onBack={sealed === null ? null : () => setAdding(false)}
          onSealed={() => setAdding(false)}
        />
      ) : (
        <SealedBag
          store={store}
          state={bag}
          bag={sealed}
          today={today}
          onOpen={onOpen}
          onAdd={() => setAdding(true)}
        />
      )}
    </section>
  );
}
