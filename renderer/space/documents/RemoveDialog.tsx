import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { words } from './messages.ts';

export interface RemoveDialogProps {
  readonly bridge: Pick<SpaceBridge, 'own.documents.act'>;
  readonly document: DocumentSummary;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Taking an own document away does not come undone: it is asked once. */
export function RemoveDialog({ bridge, document, onDone, onClose }: RemoveDialogProps) {
  const { busy, failure, act } = useActing();
  const { uniqueId, version } = document;
  const remove = async (): Promise<void> => {
    const documents = [{ uniqueId, seenVersion: version }];
    const done = await act('remove', () => bridge['own.documents.act']({ act: 'delete', documents }), {
      say: words.removed,
    });
    if (done) onDone();
  };
  return (
    <Dialog
      title={words.removeTitle}
      isOpen
      size="small"
      role="alertdialog"
      isDismissable={busy === null}
      onClose={onClose}
      footer={
        <>
          <Button autoFocus onPress={onClose}>
            {words.cancel}
          </Button>
          <Button variant="danger" isPending={busy !== null} onPress={() => void remove()}>
            {words.remove}
          </Button>
        </>
      }
    >
      <p>
        <strong>{document.title}</strong>
      </p>
      <p>{words.removeLead}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
