import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../shared/bridge/failure.ts';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { PostPaper } from '../features/viewer/PostPaper.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { runCommand } from '../platform/commands.ts';
import { createTurns } from '../platform/turns.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { words } from './messages.ts';

export interface HandoverDialogProps {
  readonly bridge: Pick<Bridge, 'handover.prepare' | 'handover.print' | 'handover.save'>;
  readonly patient: PatientIdentity;
  readonly onClose: () => void;
}

type Sheet =
  | { readonly status: 'writing' }
  | { readonly status: 'written'; readonly bytes: Uint8Array }
  | { readonly status: 'failed'; readonly failure: Failure };

/** The page that goes with the crew: written now, looked over, printed or saved; each of the three is traced. */
export function HandoverDialog({ bridge, patient, onClose }: HandoverDialogProps) {
  const { ins } = patient;
  const [sheet, setSheet] = useState<Sheet>({ status: 'writing' });
  const [isReady, setReady] = useState(false);
  const [turns] = useState(createTurns);
  const write = useCallback(() => {
    const turn = turns.next();
    void bridge['handover.prepare']({ ins }).then((answer) => {
      if (!turn.isCurrent()) return;
      if (!answer.ok) setSheet({ status: 'failed', failure: answer.error });
      else if (answer.value.ins.value === ins.value) {
        setSheet({ status: 'written', bytes: answer.value.bytes });
      }
    });
  }, [bridge, ins, turns]);
  useEffect(() => {
    write();
    return turns.end;
  }, [write, turns]);
  const print = useCallback(async () => (await bridge['handover.print']({ ins })).ok, [bridge, ins]);
  const save = useCallback(async () => (await bridge['handover.save']({ ins })).ok, [bridge, ins]);
  const ready = useCallback(() => setReady(true), []);
  return (
    <Dialog
      title={words.handover}
      isOpen
      size="large"
      onClose={onClose}
      footer={
        <>
          <Button isDisabled={!isReady} onPress={() => runCommand('viewer.save')}>
            {words.handoverSave}
          </Button>
          <Button variant="primary" isDisabled={!isReady} onPress={() => runCommand('viewer.print')}>
            {words.handoverPrint}
          </Button>
        </>
      }
    >
      <p>{words.handoverLead}</p>
      {sheet.status === 'writing' ? <Skeleton rows={8} /> : null}
      {sheet.status === 'failed' ? (
        <FailureState
          failure={sheet.failure}
          onRetry={() => {
            setSheet({ status: 'writing' });
            write();
          }}
        />
      ) : null}
      {sheet.status === 'written' ? (
        <PostPaper bytes={sheet.bytes} patient={patient} onPrint={print} onSave={save} onReady={ready} />
      ) : null}
    </Dialog>
  );
}
