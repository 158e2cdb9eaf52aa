import { Mail } from 'lucide-react';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { MessagesRoute } from '../features/messages/MessagesRoute.tsx';
import type { ThreadsStore } from '../features/messages/threads-store.ts';
import { AttachedFile } from '../features/viewer/AttachedFile.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { words } from './messages.ts';

export interface MessagesPaneProps {
  readonly bridge: Bridge;
  /** null: whoever works under a professional reads no message. */
  readonly threads: ThreadsStore | null;
  readonly today: string;
  readonly onOpenRecord: (patient: PatientIdentity) => void;
  readonly onDeposit: (patient: PatientIdentity, files: readonly File[]) => void;
  readonly onSignIn: () => void;
}

/** The threads of all patients; files attached to them are read by the viewer and go to the deposit. */
export function MessagesPane({
  bridge,
  threads,
  today,
  onOpenRecord,
  onDeposit,
  onSignIn,
}: MessagesPaneProps) {
  if (threads === null) {
    return (
      <EmptyState icon={<Mail size={32} strokeWidth={1.5} aria-hidden />} title={words.staffMessages}>
        <p>{words.staffMessagesNext}</p>
      </EmptyState>
    );
  }
  return (
    <MessagesRoute
      bridge={bridge}
      store={threads}
      patient={null}
      isSecret={false}
      today={today}
      renderFile={(file, patient, onSave) => (
        <AttachedFile bytes={file.bytes} mediaType={file.mediaType} patient={patient} onSave={onSave} />
      )}
      onOpenRecord={onOpenRecord}
      onDeposit={onDeposit}
      onSignIn={onSignIn}
    />
  );
}
