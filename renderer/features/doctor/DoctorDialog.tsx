import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { verdict } from '../../../shared/doctor/wording.ts';
import { french } from '../../i18n/text.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice, FailureState } from '../../ui/FailureState.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
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
          <FindingList findings={examination.findings} />
          <Pack store={store} />
        </>
      );
  }
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
