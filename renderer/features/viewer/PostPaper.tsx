import { useMemo, useState } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { Notice } from '../../ui/Notice.tsx';
import { BodyView } from './body/BodyView.tsx';
import { words } from './messages.ts';
import styles from './PostPaper.module.css';
import { PrintSheet } from './PrintSheet.tsx';
import { DocumentToolsContext, type DocumentTools, type PrintLayout } from './tools.ts';

export interface PostPaperProps {
  /** A PDF that the post wrote itself: it is in no record. */
  readonly bytes: Uint8Array;
  readonly patient: PatientIdentity;
  /** Answers false where the host could not. */
  readonly onPrint: () => Promise<boolean>;
  readonly onSave: () => Promise<boolean>;
  /** Its page is on the screen: it can be printed. */
  readonly onReady: () => void;
}

/** A paper made at this post, looked over before it leaves by the printer or as a file. */
export function PostPaper({ bytes, patient, onPrint, onSave, onReady }: PostPaperProps) {
  const [printing, setPrinting] = useState<PrintLayout | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const tools = useMemo(
    (): DocumentTools => ({
      isFullScreen: false,
      toggleFullScreen: () => undefined,
      print: setPrinting,
      save: () => void onSave().then((done) => setProblem(done ? null : words.saveFailed)),
    }),
    [onSave],
  );
  const print = async (): Promise<void> => {
    const done = await onPrint();
    setPrinting(null);
    setProblem(done ? null : words.printFailed);
  };
  return (
    <DocumentToolsContext value={tools}>
      {problem === null ? null : (
        <Notice tone="warning" isAlert>
          {problem}
        </Notice>
      )}
      <div className={styles.paper}>
        <BodyView bytes={bytes} mediaType="application/pdf" patient={patient} onFirstPage={onReady} />
      </div>
      {printing === null ? null : (
        <PrintSheet
          layout={printing}
          heading={null}
          onReady={() => void print()}
          onFailed={() => {
            setPrinting(null);
            setProblem(words.printFailed);
          }}
          onCancel={() => setPrinting(null)}
        />
      )}
    </DocumentToolsContext>
  );
}
