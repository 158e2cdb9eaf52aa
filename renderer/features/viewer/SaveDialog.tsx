import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { words } from './messages.ts';

export interface SaveDialogProps {
  readonly onSave: () => Promise<void>;
  readonly onClose: () => void;
}

/** Says what a copy means before one is made. */
export function SaveDialog({ onSave, onClose }: SaveDialogProps) {
  const [isSaving, setSaving] = useState(false);

  async function save(): Promise<void> {
    setSaving(true);
    await onSave();
    onClose();
  }

  return (
    <Dialog
      title={words.saveTitle}
      isOpen
      role="alertdialog"
      size="small"
      isDismissable={!isSaving}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isSaving}>
            {words.cancel}
          </Button>
          <Button variant="primary" autoFocus isPending={isSaving} onPress={() => void save()}>
            {words.saveConfirm}
          </Button>
        </>
      }
    >
      <p>{words.saveWarning}</p>
    </Dialog>
  );
}
