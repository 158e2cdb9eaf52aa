import { useCallback } from 'react';
import { useStore } from 'zustand';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { BackupDialog } from '../features/backup/BackupDialog.tsx';
import { DoctorDialog } from '../features/doctor/DoctorDialog.tsx';
import { GuideDialog } from '../features/guide/GuideDialog.tsx';
import { JournalDialog } from '../features/journal/JournalDialog.tsx';
import { OwnKeysDialog } from '../features/keys/OwnKeysDialog.tsx';
import { PostSettingsDialog } from '../features/setup/PostSettingsDialog.tsx';
import type { Bridge } from '../platform/bridge.ts';
import type { Navigation } from './navigation.ts';
import { Palette } from './Palette.tsx';
import { SettingsDialog } from './SettingsDialog.tsx';
import { ShortcutsSheet } from './ShortcutsSheet.tsx';

export interface DeskOverlaysProps {
  readonly bridge: Bridge;
  readonly navigation: Navigation;
  /** Who is at the post. */
  readonly name: string;
  /** null until the workstation has said it. */
  readonly lockAfterMinutes: number | null;
  /** Somebody may read over a counter. */
  readonly isDiscreet: boolean;
  readonly today: string;
  readonly onPatient: (patient: PatientIdentity, lastSeenAt: string | null) => void;
  readonly onSignOut: () => void;
}

/** What may lie over any screen of the desk, one at a time. */
export function DeskOverlays(props: DeskOverlaysProps) {
  const { bridge, navigation, name, lockAfterMinutes, isDiscreet, today, onPatient, onSignOut } = props;
  const overlay = useStore(navigation.state, (state) => state.overlay);
  const close = useCallback(() => navigation.show(null), [navigation]);
  return (
    <>
      <Palette
        bridge={bridge}
        isDiscreet={isDiscreet}
        today={today}
        isOpen={overlay === 'palette'}
        onClose={close}
        onPatient={onPatient}
      />
      <ShortcutsSheet isOpen={overlay === 'shortcuts'} onClose={close} />
      <GuideDialog isOpen={overlay === 'guide'} onClose={close} />
      <PostSettingsDialog bridge={bridge} isOpen={overlay === 'post'} onClose={close} />
      <OwnKeysDialog bridge={bridge} name={name} today={today} isOpen={overlay === 'keys'} onClose={close} />
      <BackupDialog bridge={bridge} isOpen={overlay === 'backup'} onClose={close} onSignOut={onSignOut} />
      <JournalDialog bridge={bridge} today={today} isOpen={overlay === 'journal'} onClose={close} />
      <DoctorDialog bridge={bridge} isOpen={overlay === 'doctor'} onClose={close} />
      <SettingsDialog
        bridge={bridge}
        lockAfterMinutes={lockAfterMinutes}
        isOpen={overlay === 'settings'}
        onMatrix={() => navigation.go('matrix')}
        onPost={() => navigation.show('post')}
        onExamine={() => navigation.show('doctor')}
        onKeys={() => navigation.show('keys')}
        onJournal={() => navigation.show('journal')}
        onClose={close}
      />
    </>
  );
}
