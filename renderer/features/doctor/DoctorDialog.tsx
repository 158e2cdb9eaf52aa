import { CircleAlert, CircleCheck, OctagonX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { healthOf, type Finding, type Health } from '../../../shared/doctor/findings.ts';
import { HEALTH_NAMES, PART_NAMES, verdict, wordsOf } from '../../../shared/doctor/wording.ts';
import { french } from '../../i18n/text.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice, FailureState } from '../../ui/FailureState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Doctor.module.css';
import { createDoctorStore, type DoctorStore } from './doctor-store.ts';
import { words } from './messages.ts';

export interface DoctorDialogProps {
  readonly bridge: Pick<Bridge, 'doctor.examine' | 'doctor.savePack'>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Every part of the post with how it is, the faulty one named first, and what to do about it. */
export function DoctorDialog({ bridge, isOpen, onClose }: DoctorDialogProps) {
  const [store] = useState(() => createDoctorStore(bridge));
  const { examination } = useStore(store.state);
  useEffect(() => {
    if (!isOpen) return undefined;
    void store.examine();
    return store.end;
  }, [store, isOpen]);
  return (
    <Dialog
      title={words.title}
      size="large"
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button isPending={examination.status === 'examining'} onPress={() => void store.examine()}>
            {examination.status === 'examining' ? words.examining : words.again}
          </Button>
          <Button variant="primary" autoFocus onPress={onClose}>
            {words.done}
          </Button>
        </>
      }
    >
      <Findings store={store} />
    </Dialog>
  );
}

function Findings({ store }: { readonly store: DoctorStore }) {
  const { examination } = useStore(store.state);
  switch (examination.status) {
    case 'examining':
      return <Skeleton rows={8} />;
    case 'failed':
      return <FailureState failure={examination.failure} onRetry={() => void store.examine()} />;
    case 'examined':
      return (
        <>
          <p role="status" className={styles.verdict}>
            {french(verdict(examination.findings))}
          </p>
          <ul className={styles.findings}>
            {worstFirst(examination.findings).map((finding) => (
              <FindingLine key={finding.part} finding={finding} />
            ))}
          </ul>
          <Pack store={store} />
        </>
      );
  }
}

const ORDER: readonly Health[] = ['faulty', 'weak', 'sound'];

const worstFirst = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => ORDER.indexOf(healthOf(a)) - ORDER.indexOf(healthOf(b)));

const ICONS: Readonly<Record<Health, typeof CircleCheck>> = {
  sound: CircleCheck,
  weak: CircleAlert,
  faulty: OctagonX,
};
const TONES = { sound: 'good', weak: 'info', faulty: 'danger' } as const;

function FindingLine({ finding }: { readonly finding: Finding }) {
  const health = healthOf(finding);
  const { sentence, repair } = wordsOf(finding);
  const Icon = ICONS[health];
  return (
    <li className={styles.finding}>
      <span className={styles.part}>{PART_NAMES[finding.part]}</span>
      <div>
        <p>{french(sentence)}</p>
        {repair === null ? null : <p className={styles.repair}>{french(repair)}</p>}
      </div>
      <Badge tone={TONES[health]} icon={<Icon size={14} aria-hidden />}>
        {HEALTH_NAMES[health]}
      </Badge>
    </li>
  );
}

function Pack({ store }: { readonly store: DoctorStore }) {
  const { pack } = useStore(store.state);
  const failure = typeof pack === 'object' ? pack : null;
  return (
    <section className={styles.pack}>
      <p>{words.packWhat}</p>
      <Button isPending={pack === 'saving'} onPress={() => void store.savePack()}>
        {words.pack}
      </Button>
      <p role="status">{pack === 'saved' ? words.packSaved : null}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </section>
  );
}
