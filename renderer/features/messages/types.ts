import type { ReactNode } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';

/** A file that came with a message. */
export interface AttachedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Shows a file in isolation, as the viewer shows a document. */
export type RenderFile = (file: AttachedFile, patient: PatientIdentity, onSave: () => void) => ReactNode;

/** Where the messages lead to: the record of a patient, a deposit with files in it. */
export interface MessageWays {
  readonly renderFile: RenderFile;
  /** null: the record is open around it already. */
  readonly onOpenRecord: ((patient: PatientIdentity) => void) | null;
  readonly onDeposit: (patient: PatientIdentity, files: readonly File[]) => void;
}
