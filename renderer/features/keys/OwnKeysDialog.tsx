import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Bridge } from '../../platform/bridge.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { ChangePin } from './ChangePin.tsx';
import { CodeOnPaper } from './CodeOnPaper.tsx';
import { ConfirmCode } from './ConfirmCode.tsx';
import styles from './Keys.module.css';
import { KeyFacts } from './KeyFacts.tsx';
import { ownWords } from './messages.ts';
import { createOwnKeysStore, type KeysStep } from './own-keys-store.ts';

export interface OwnKeysDialogProps {
  readonly bridge: Pick<
    Bridge,
    'keys.state' | 'keys.draftCode' | 'keys.printCode' | 'keys.confirmCode' | 'keys.renew' | 'keys.changePin'
  >;
  /** Whose keys they are: it stands on the printed sheet. */
  readonly name: string;
  readonly today: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const TITLES: Readonly<Record<KeysStep['step'], string>> = {
  facts: ownWords.title,
  print: ownWords.codeTitle,
  confirm: ownWords.confirmTitle,
  pin: ownWords.pinTitle,
};

/** The keys of one's data on this post: how they stand, a code on paper, another PIN, another key. */
export function OwnKeysDialog({ bridge, name, today, isOpen, onClose }: OwnKeysDialogProps) {
  const [store] = useState(() => createOwnKeysStore(bridge));
  const { keys, step, done, isPending, failure } = useStore(store.state);
  useEffect(() => {
    if (isOpen) void store.load();
  }, [store, isOpen]);
  return (
    <Dialog title={TITLES[step.step]} isOpen={isOpen} isDismissable={!isPending} onClose={onClose}>
      <div className={styles.panel}>
        {failure === null ? null : <FailureNotice failure={failure} />}
        {step.step === 'facts' ? <KeyFacts keys={keys} done={done} store={store} onClose={onClose} /> : null}
        {step.step === 'print' ? (
          <CodeOnPaper {...step} name={name} today={today} isPending={isPending} store={store} />
        ) : null}
        {step.step === 'confirm' ? <ConfirmCode {...step} isPending={isPending} store={store} /> : null}
        {step.step === 'pin' ? <ChangePin fault={step.fault} isPending={isPending} store={store} /> : null}
      </div>
    </Dialog>
  );
}
