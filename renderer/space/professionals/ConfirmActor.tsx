import type { Failure } from '../../../shared/bridge/failure.ts';
import type { NamedActor } from '../../../shared/bridge/space/rights.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { words } from './messages.ts';

export interface ConfirmActorProps {
  readonly purpose: 'block' | 'treatingDoctor';
  readonly who: NamedActor;
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** What will happen to somebody's access, in a sentence, before it does. */
export function ConfirmActor({ purpose, who, isBusy, failure, onConfirm, onClose }: ConfirmActorProps) {
  const isBlock = purpose === 'block';
  const name = who.name;
  const lead = who.kind === 'establishment' ? words.blockPlaceLead : words.blockLead;
  return (
    <Dialog
      title={isBlock ? words.blockTitle({ name }) : words.nameTitle({ name })}
      isOpen
      size="small"
      isDismissable={!isBusy}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button variant="primary" autoFocus isPending={isBusy} onPress={onConfirm}>
            {isBlock ? words.block : words.nameDoctor}
          </Button>
        </>
      }
    >
      <p>{isBlock ? lead : words.nameLead}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
