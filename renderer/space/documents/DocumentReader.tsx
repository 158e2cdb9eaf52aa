import { ArrowLeft } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary, OpenedDocument } from '../../../shared/bridge/record.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import { BodyView } from '../../features/viewer/body/BodyView.tsx';
import { Opening } from '../../features/viewer/body/Opening.tsx';
import { PrintHeading, PrintSheet } from '../../features/viewer/PrintSheet.tsx';
import { DocumentToolsContext, type DocumentTools, type PrintLayout } from '../../features/viewer/tools.ts';
import { mediumDate } from '../../i18n/format.ts';
import { announce } from '../../platform/announcer.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice, FailureState } from '../../ui/FailureState.tsx';
import type { SpaceBridge } from '../bridge.ts';
import type { SpaceDocumentActs } from './acts.ts';
import { isMasked } from './acts.ts';
import { OwnMenu } from './DocumentLine.tsx';
import styles from './Documents.module.css';
import { words } from './messages.ts';

export interface DocumentReaderProps extends SpaceDocumentActs {
  readonly bridge: Pick<SpaceBridge, 'own.documents.open' | 'own.documents.save' | 'own.documents.print'>;
  readonly holder: PatientIdentity;
  readonly document: DocumentSummary;
  readonly onClose: () => void;
}

type Opened =
  | { readonly status: 'opening' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'open'; readonly document: OpenedDocument };

/** A document of the space, read in its window: the same viewer as the professional's. */
export function DocumentReader(props: DocumentReaderProps) {
  const { bridge, holder, document, manages, isBusy, onChange, onClose } = props;
  const { uniqueId } = document;
  const [opened, setOpened] = useState<Opened>({ status: 'opening' });
  const [printing, setPrinting] = useState<PrintLayout | null>(null);
  const [isFullScreen, setFullScreen] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const masked = isMasked(document);

  useEffect(() => {
    let left = false;
    void bridge['own.documents.open']({ uniqueId }).then((answer) => {
      if (left) return;
      setOpened(
        answer.ok ? { status: 'open', document: answer.value } : { status: 'failed', failure: answer.error },
      );
    });
    heading.current?.focus();
    return () => {
      left = true;
    };
  }, [bridge, uniqueId]);

  const leave = useCallback(() => (isFullScreen ? setFullScreen(false) : onClose()), [isFullScreen, onClose]);
  useCommands(
    useMemo(
      (): Command[] => [
        { id: 'space.back', group: words.title, title: words.back, keys: 'Escape', run: leave },
      ],
      [leave],
    ),
  );
  const tools = useMemo(
    (): DocumentTools => ({
      isFullScreen,
      toggleFullScreen: () => setFullScreen((full) => !full),
      save: () =>
        void bridge['own.documents.save']({ uniqueId }).then((answer) => {
          if (!answer.ok) setFailure(answer.error);
          else if (answer.value.saved) announce(words.saved);
        }),
      print: setPrinting,
    }),
    [bridge, uniqueId, isFullScreen],
  );
  const print = async (): Promise<void> => {
    const answer = await bridge['own.documents.print']({ uniqueId });
    setPrinting(null);
    if (!answer.ok) setFailure(answer.error);
  };
  const by = document.byPatient
    ? words.byMe
    : [document.author.name, document.structure].filter(Boolean).join(', ');

  return (
    <DocumentToolsContext value={tools}>
      <article
        className={styles.reader}
        data-full={isFullScreen || undefined}
        aria-labelledby="space-screen-title"
      >
        <header className={styles.readerHead}>
          <Button variant="quiet" icon={<ArrowLeft size={16} aria-hidden />} keys="Escape" onPress={leave}>
            {words.back}
          </Button>
          <div className={styles.readerWords}>
            <h1 id="space-screen-title" ref={heading} className={styles.readerTitle} tabIndex={-1}>
              {document.title}
            </h1>
            <p className={styles.lead}>
              {[by, mediumDate(document.actDate), masked ? words.badgeMasked : null]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
          {manages ? (
            <div className={styles.readerActs}>
              <Button isDisabled={isBusy} onPress={() => void onChange(masked ? 'show' : 'mask', [document])}>
                {masked ? words.showLong : words.maskLong}
              </Button>
              {document.byPatient ? <OwnMenu {...props} /> : null}
            </div>
          ) : null}
        </header>
        {failure === null ? null : <FailureNotice failure={failure} />}
        <Content opened={opened} holder={holder} />
        {printing === null ? null : (
          <PrintSheet
            layout={printing}
            heading={<PrintHeading patient={holder} summary={document} />}
            onReady={() => void print()}
            onFailed={() => setPrinting(null)}
            onCancel={() => setPrinting(null)}
          />
        )}
      </article>
    </DocumentToolsContext>
  );
}

function Content({ opened, holder }: { readonly opened: Opened; readonly holder: PatientIdentity }) {
  switch (opened.status) {
    case 'opening':
      return <Opening />;
    case 'failed':
      return <FailureState failure={opened.failure} />;
    case 'open':
      return (
        <BodyView bytes={opened.document.bytes} mediaType={opened.document.mediaType} patient={holder} />
      );
  }
}
