import { useMemo } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { BodyView } from './body/BodyView.tsx';
import { DocumentToolsContext, type DocumentTools } from './tools.ts';

export interface AttachedFileProps {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly patient: PatientIdentity;
  readonly onSave: () => void;
}

/** A file that is no document of the record, shown in the same isolation as one. */
export function AttachedFile({ bytes, mediaType, patient, onSave }: AttachedFileProps) {
  const tools = useMemo((): DocumentTools => ({ isFullScreen: false, save: onSave }), [onSave]);
  return (
    <DocumentToolsContext value={tools}>
      <BodyView bytes={bytes} mediaType={mediaType} patient={patient} />
    </DocumentToolsContext>
  );
}
