import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import { shortDate } from '../../i18n/format.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import styles from './Secret.module.css';
import { words } from './messages.ts';
import { majorityOf } from './proposal.ts';

export interface SecretDialogProps {
  readonly bridge: Pick<Bridge, 'secret.begin'>;
  readonly view: RecordView;
  readonly isOpen: boolean;
  readonly onBegun: (view: RecordView) => void;
  readonly onClose: () => void;
}

/** What a secret session hides and from whom, before it is opened with the minor's agreement. */
export function SecretDialog({ bridge, view, isOpen, onBegun, onClose }: SecretDialogProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  async function begin(): Promise<void> {
    setPending(true);
    const begun = await bridge['secret.begin']({ ins: view.patient.ins });
    setPending(false);
    setFailure(begun.ok ? null : begun.error);
    if (begun.ok) onBegun(begun.value);
  }
  return (
    <Dialog
      title={words.title}
      isOpen={isOpen}
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button variant="primary" autoFocus isPending={isPending} onPress={() => void begin()}>
            {words.begin}
          </Button>
        </>
      }
    >
      <div className={styles.words}>
        {failure === null ? null : <FailureNotice failure={failure} />}
        <p>{words.agreed}</p>
        <p>{words.hides}</p>
        <p>
          {words.keeps} {words.majority({ day: shortDate(majorityOf(view.patient.birthDate)) })}
        </p>
        <p>{words.before}</p>
      </div>
    </Dialog>
  );
}
