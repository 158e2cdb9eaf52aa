import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { Message, MessageAttachment } from '../../../shared/bridge/messages.ts';
import { announce } from '../../platform/announcer.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { words } from './messages.ts';
import exchange from '../../ui/exchange.module.css';
import type { AttachedFile, MessageWays } from './types.ts';

export interface AttachmentProps extends Pick<MessageWays, 'renderFile' | 'onDeposit'> {
  readonly bridge: Pick<Bridge, 'messages.attachment' | 'messages.saveAttachment'>;
  readonly patient: PatientIdentity;
  readonly message: Message;
  readonly attachment: MessageAttachment;
}

/** What came with a message: read it, save it, or make it a document of the record with the same bytes. */
export function Attachment(props: AttachmentProps) {
  const { bridge, patient, message, attachment, renderFile, onDeposit } = props;
  const [opened, setOpened] = useState<AttachedFile | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const ref = { messageId: message.id, position: attachment.position };

  const read = async (take: (file: AttachedFile) => void): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const answer = await bridge['messages.attachment'](ref);
    setBusy(false);
    if (answer.ok) take(answer.value);
    else setFailure(answer.error);
  };
  const save = async (): Promise<void> => {
    setFailure(null);
    const answer = await bridge['messages.saveAttachment'](ref);
    if (!answer.ok) setFailure(answer.error);
    else if (answer.value.saved) announce(words.saved);
  };
  const asFile = ({ fileName, mediaType, bytes }: AttachedFile): File =>
    new File([bytes.slice()], fileName, { type: mediaType });

  return (
    <span className={exchange.acts}>
      <Button variant="quiet" isPending={isBusy} onPress={() => void read(setOpened)}>
        {words.open}
      </Button>
      <Button variant="quiet" onPress={() => void save()}>
        {words.save}
      </Button>
      <Button variant="quiet" onPress={() => void read((file) => onDeposit(patient, [asFile(file)]))}>
        {words.deposit}
      </Button>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Dialog
        title={words.attachmentTitle}
        isOpen={opened !== null}
        size="large"
        onClose={() => setOpened(null)}
        footer={<Button onPress={() => setOpened(null)}>{words.done}</Button>}
      >
        <div className={exchange.file}>
          {opened === null ? null : renderFile(opened, patient, () => void save())}
        </div>
      </Dialog>
    </span>
  );
}
