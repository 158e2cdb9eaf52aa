import { FileUp } from 'lucide-react';
import { useState } from 'react';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { OWN_DOCUMENT_TYPES, type OwnDocumentType } from '../../../shared/bridge/space/documents.ts';
import { fileSize } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFileChoice } from '../../ui/useFileChoice.tsx';
import { useActing } from '../acting.ts';
import { isMasked } from './acts.ts';
import type { SpaceBridge } from '../bridge.ts';
import styles from './Documents.module.css';
import { FormDialog } from '../ui/FormDialog.tsx';
import { TYPE_NAMES, words } from './messages.ts';

export interface OwnDocumentDialogProps {
  readonly bridge: Pick<SpaceBridge, 'own.documents.add'>;
  /** The document that gets a new version; null for a new one. */
  readonly before: DocumentSummary | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const isOwnType = (code: string): code is OwnDocumentType =>
  OWN_DOCUMENT_TYPES.some((known) => known === code);

/** A document of the holder's own: a file, what it is called, what it is, and who may see it. */
export function OwnDocumentDialog({ bridge, before, onDone, onClose }: OwnDocumentDialogProps) {
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState(before?.title ?? '');
  const [type, setType] = useState<OwnDocumentType>(
    before !== null && isOwnType(before.type.code) ? before.type.code : 'EXPPAT_2',
  );
  const [masked, setMasked] = useState(before === null ? false : isMasked(before));
  const { busy, failure, act } = useActing();
  const isReady = title.trim() !== '' && (file !== null || before !== null);

  const take = (chosen: File | undefined): void => {
    if (chosen === undefined) return;
    setFile(chosen);
    if (title === '') setTitle(chosen.name.replace(/\.[^.]+$/, ''));
  };
  const choice = useFileChoice({
    label: words.chooseFile,
    accept: '.pdf,.txt,.rtf,.jpg,.jpeg,.tif,.tiff,.xml',
    onFiles: ([chosen]) => take(chosen),
  });
  const publish = async (): Promise<void> => {
    if (!isReady) return;
    const bytes = file === null ? null : new Uint8Array(await file.arrayBuffer());
    const replaces = before === null ? null : { uniqueId: before.uniqueId, seenVersion: before.version };
    const done = await act(
      'publish',
      () => bridge['own.documents.add']({ title, type, fileName: file?.name ?? '', bytes, masked, replaces }),
      { say: before === null ? words.added : words.edited },
    );
    if (done) onDone();
  };

  return (
    <FormDialog
      title={before === null ? words.addTitle : words.editTitle}
      cancel={words.cancel}
      confirm={before === null ? words.publish : words.publishEdit}
      isReady={isReady}
      isBusy={busy !== null}
      onSubmit={() => void publish()}
      onClose={onClose}
    >
      <p className={styles.lead}>{before === null ? words.addLead : words.editLead}</p>
      {choice.input}
      <div className={styles.file}>
        <Button icon={<FileUp size={16} aria-hidden />} autoFocus={before === null} onPress={choice.choose}>
          {words.chooseFile}
        </Button>
        <span className={styles.lead}>
          {file === null
            ? before === null
              ? words.noFile
              : words.keepFile
            : words.chosenFile({ name: file.name, size: fileSize(file.size) })}
        </span>
      </div>
      <TextField label={words.docTitle} value={title} maxLength={255} onChange={setTitle} />
      <RadioGroup
        label={words.type}
        choices={OWN_DOCUMENT_TYPES.map((id) => ({ id, label: TYPE_NAMES[id] }))}
        value={type}
        orientation="horizontal"
        onChange={setType}
      />
      <Checkbox isSelected={masked} onChange={setMasked}>
        {words.hideIt}
        <span className={styles.lead}> {words.hideItNote}</span>
      </Checkbox>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </FormDialog>
  );
}
