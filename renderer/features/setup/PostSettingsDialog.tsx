import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Bridge } from '../../platform/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { FixedNumbers } from './FixedNumbers.tsx';
import { words } from './messages.ts';
import { LimitFields, PostFields, ServiceFields } from './SetupFields.tsx';
import styles from './Setup.module.css';
import { createSetupStore, hasService, isPost, type SetupStore } from './setup-store.ts';

export interface PostSettingsDialogProps {
  readonly bridge: Pick<Bridge, 'setup.state' | 'setup.probe' | 'setup.save'>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The set-up of the post, changed later; keeping it ends the session. */
export function PostSettingsDialog({ bridge, isOpen, onClose }: PostSettingsDialogProps) {
  const store = useKeptSetup(bridge, isOpen);
  return (
    <Dialog
      title={words.settingsTitle}
      isOpen={isOpen}
      onClose={onClose}
      footer={store === null ? undefined : <Footer store={store} onClose={onClose} />}
    >
      {store === null ? null : (
        <div className={styles.settings}>
          <p className={styles.help}>{words.settingsLead}</p>
          <ServiceFields store={store} />
          <PostFields store={store} />
          <LimitFields store={store} />
          <FixedNumbers />
          <Failed store={store} />
        </div>
      )}
    </Dialog>
  );
}

function Footer({ store, onClose }: { readonly store: SetupStore; readonly onClose: () => void }) {
  const { form, isSaving } = useStore(store.state);
  const isComplete = isPost(form) && hasService(form);
  return (
    <>
      <Button onPress={onClose}>{words.cancel}</Button>
      <Button
        variant="primary"
        isDisabled={!isComplete}
        isPending={isSaving}
        onPress={() => void store.save()}
      >
        {words.save}
      </Button>
    </>
  );
}

function Failed({ store }: { readonly store: SetupStore }) {
  const { failure } = useStore(store.state);
  return failure === null ? null : <FailureNotice failure={failure} />;
}

/** Read at each opening: what is shown is what is kept. */
function useKeptSetup(bridge: PostSettingsDialogProps['bridge'], isOpen: boolean): SetupStore | null {
  const [store, setStore] = useState<SetupStore | null>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    let isOver = false;
    void bridge['setup.state']({}).then((answer) => {
      if (!isOver && answer.ok) {
        setStore(createSetupStore(bridge, answer.value.config));
      }
    });
    return () => {
      isOver = true;
      setStore(null);
    };
  }, [bridge, isOpen]);
  return store;
}
