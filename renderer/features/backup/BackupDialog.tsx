import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { PASSPHRASE } from '../../../shared/bridge/backup.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFileChoice } from '../../ui/useFileChoice.tsx';
import styles from './Backup.module.css';
import { createBackupStore, type BackupStore, type Restoring, type Saving } from './backup-store.ts';
import { words } from './messages.ts';

export interface BackupDialogProps {
  readonly bridge: Pick<Bridge, 'backup.save' | 'backup.restore'>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onSignOut: () => void;
}

/** Moving to another post, and keeping a copy apart. What was typed is gone with the dialog. */
export function BackupDialog({ isOpen, onClose, ...rest }: BackupDialogProps) {
  return (
    <Dialog
      title={words.title}
      isOpen={isOpen}
      onClose={onClose}
      footer={<Button onPress={onClose}>{words.close}</Button>}
    >
      <Parts {...rest} />
    </Dialog>
  );
}

function Parts({ bridge, onSignOut }: Pick<BackupDialogProps, 'bridge' | 'onSignOut'>) {
  const [store] = useState(() => createBackupStore(bridge));
  return (
    <div className={styles.parts}>
      <SavePart store={store} />
      <RestorePart store={store} onSignOut={onSignOut} />
    </div>
  );
}

function SavePart({ store }: { readonly store: BackupStore }) {
  const { saving } = useStore(store.state);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const isTyped = passphrase.length >= PASSPHRASE.min && passphrase === again;
  return (
    <form
      className={styles.part}
      aria-labelledby="backup-save"
      onSubmit={(event) => {
        event.preventDefault();
        if (isTyped) void store.save(passphrase);
      }}
    >
      <h3 id="backup-save" className={styles.title}>
        {words.save}
      </h3>
      <p className={styles.what}>{words.saveWhat}</p>
      <TextField
        label={words.passphrase}
        type="password"
        autoComplete="off"
        autoFocus
        description={words.passphraseHelp}
        maxLength={PASSPHRASE.max}
        value={passphrase}
        onChange={setPassphrase}
      />
      <TextField
        label={words.again}
        type="password"
        autoComplete="off"
        maxLength={PASSPHRASE.max}
        value={again}
        error={again.length >= passphrase.length && again !== passphrase ? words.differs : null}
        onChange={setAgain}
      />
      <Button type="submit" variant="primary" isDisabled={!isTyped} isPending={saving.status === 'saving'}>
        {saving.status === 'saving' ? words.saving : words.saveNow}
      </Button>
      <Saved saving={saving} />
    </form>
  );
}

function Saved({ saving }: { readonly saving: Saving }) {
  if (saving.status === 'failed') return <FailureNotice failure={saving.failure} />;
  return (
    <p role="status">
      {saving.status === 'saved'
        ? `${words.saved} ${words.undelivered({ count: saving.counts.undelivered })}`
        : null}
    </p>
  );
}

interface RestorePartProps {
  readonly store: BackupStore;
  readonly onSignOut: () => void;
}

function RestorePart({ store, onSignOut }: RestorePartProps) {
  const { restoring } = useStore(store.state);
  const [file, setFile] = useState<File | null>(null);
  const choice = useFileChoice({
    label: words.file,
    accept: '.sauvegarde',
    onFiles: ([chosen]) => setFile(chosen ?? null),
  });
  const [passphrase, setPassphrase] = useState('');
  return (
    <form
      className={styles.part}
      aria-labelledby="backup-restore"
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null && passphrase.length >= PASSPHRASE.min) void store.restore(file, passphrase);
      }}
    >
      <h3 id="backup-restore" className={styles.title}>
        {words.restore}
      </h3>
      <p className={styles.what}>{words.restoreWhat}</p>
      {choice.input}
      <div className={styles.file}>
        <Button icon={<FileUp size={16} aria-hidden />} onPress={choice.choose}>
          {words.chooseFile}
        </Button>
        <span className={styles.what}>{file === null ? words.noFile : file.name}</span>
      </div>
      <TextField
        label={words.passphrase}
        type="password"
        autoComplete="off"
        maxLength={PASSPHRASE.max}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Button
        type="submit"
        isDisabled={file === null || passphrase.length < PASSPHRASE.min}
        isPending={restoring.status === 'restoring'}
      >
        {restoring.status === 'restoring' ? words.restoring : words.restoreNow}
      </Button>
      <Restored restoring={restoring} onSignOut={onSignOut} />
    </form>
  );
}

function Restored({
  restoring,
  onSignOut,
}: {
  readonly restoring: Restoring;
  readonly onSignOut: () => void;
}) {
  switch (restoring.status) {
    case 'idle':
    case 'restoring':
      return null;
    case 'failed':
      return <FailureNotice failure={restoring.failure} />;
    case 'answered':
      break;
  }
  const { answer } = restoring;
  switch (answer.outcome) {
    case 'notABackup':
      return <p role="alert">{words.notABackup}</p>;
    case 'notOpened':
      return <p role="alert">{words.notOpened}</p>;
    case 'fromNewerVersion':
      return <p role="alert">{words.newer}</p>;
    case 'restored':
      return (
        <div role="status" className={styles.restored}>
          <p>
            {words.restored(answer.counts)} {words.undelivered({ count: answer.counts.undelivered })}{' '}
            {words.signInAgain}
          </p>
          <Button onPress={onSignOut}>{words.signOut}</Button>
        </div>
      );
  }
}
