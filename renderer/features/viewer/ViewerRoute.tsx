import { FileQuestion } from 'lucide-react';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { InsRef, PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary, RecordView } from '../../../shared/bridge/record.ts';
import type { Professional } from '../../../shared/bridge/session.ts';
import { age, insGroups, sexLetter, shortDate, timeOfDay } from '../../i18n/format.ts';
import { personName } from '../../i18n/person.ts';
import { announce } from '../../platform/announcer.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useToday } from '../../platform/clock.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { BodyView } from './body/BodyView.tsx';
import { Coming } from './Coming.tsx';
import { DocumentHeader, WHY_ID } from './DocumentHeader.tsx';
import { words } from './messages.ts';
import { PrintHeading, PrintSheet } from './PrintSheet.tsx';
import { SaveDialog } from './SaveDialog.tsx';
import { DocumentToolsContext, type DocumentTools, type PrintLayout } from './tools.ts';
import { useOpenDocument, type Opened } from './useOpenDocument.ts';
import { useLatest } from './useLatest.ts';
import styles from './ViewerRoute.module.css';
import { WhyCard } from './WhyCard.tsx';

export interface ViewerRouteProps {
  readonly bridge: Bridge;
  readonly patient: PatientIdentity;
  readonly summary: DocumentSummary;
  readonly professional: Professional;
  /** What the banner shows, so that the header can say by what right the document is read. */
  readonly view?: RecordView;
  /** `DocumentActs` of features/manage, put there by the app: features do not know each other. */
  readonly actions?: ReactNode;
  readonly onClose: () => void;
  /** The document changed: its new summary, or null when it left the list. */
  readonly onChanged: (ins: InsRef, uniqueId: string, document: DocumentSummary | null) => void;
}

/** The right ended while the document was open, in every mode (docs/rules.md 2): it leaves the screen. */
const isClosed = (view: RecordView | undefined): boolean =>
  view !== undefined && (view.right.status === 'blocked' || view.record.status !== 'active');

const CLOSED: Opened = { status: 'closed' };

/** A document of the open record: who wrote it, by what right it is read, and its content. */
export function ViewerRoute(props: ViewerRouteProps) {
  const { patient, summary } = props;
  return <OneDocument key={`${patient.ins.value}|${summary.uniqueId}`} {...props} />;
}

function OneDocument(props: ViewerRouteProps) {
  const { bridge, patient, summary, professional, view, actions, onClose } = props;
  const [isFullScreen, setFullScreen] = useState(false);
  const [printing, setPrinting] = useState<PrintLayout | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { opened, retry, cancel } = useOpenDocument(bridge, patient.ins, summary.uniqueId);
  const reference = { ins: patient.ins, uniqueId: summary.uniqueId };
  const tell = useLatest((text: string) => void bridge['document.pages']({ ...reference, text }));
  const tellWords = useCallback((text: string) => tell.current(text), [tell]);
  // What is read in an emergency or in secret is not kept: its words are not looked for.
  const areWordsKept = view?.access.mode === 'NORMAL' && !view.access.secret;

  const tools = useMemo(
    (): DocumentTools => ({
      isFullScreen,
      toggleFullScreen: () => setFullScreen((full) => !full),
      save: () => setSaving(true),
      print: setPrinting,
    }),
    [isFullScreen],
  );

  const isOpen = opened.status === 'open' && !isClosed(view);
  const [isWhyShown, setWhyShown] = useState(false);
  const toggleWhy = useCallback(() => setWhyShown((shown) => !shown), []);
  const leave = useLatest(() => (isFullScreen ? setFullScreen(false) : onClose()));
  useCommands(
    useMemo(
      (): Command[] => [
        {
          id: 'viewer.close',
          title: words.close,
          group: words.commandGroup,
          keys: 'Escape',
          run: () => leave.current(),
        },
        {
          id: 'viewer.why',
          title: words.whyCommand,
          group: words.commandGroup,
          keys: 'Q',
          isDisabled: !isOpen,
          run: toggleWhy,
        },
      ],
      [leave, isOpen, toggleWhy],
    ),
  );

  async function print(): Promise<void> {
    const answer = await bridge['document.print'](reference);
    setPrinting(null);
    if (!answer.ok) setProblem(words.printFailed);
  }

  async function save(): Promise<void> {
    const answer = await bridge['document.save'](reference);
    if (!answer.ok) setProblem(words.saveFailed);
    else if (answer.value.saved) announce(words.saved);
  }

  return (
    <DocumentToolsContext value={tools}>
      <section className={styles.viewer} data-full={isFullScreen || undefined} aria-label={words.document}>
        {isFullScreen ? <PatientLine patient={patient} /> : null}
        <DocumentHeader
          summary={summary}
          warnings={opened.status === 'open' ? opened.document.warnings : []}
          professionLabel={professional.professionLabel}
          view={view}
          actions={actions}
          onWhy={isOpen ? toggleWhy : null}
          whyCard={
            isOpen && isWhyShown ? (
              <WhyCard id={WHY_ID} bridge={bridge} ins={patient.ins} uniqueId={summary.uniqueId} />
            ) : null
          }
          onClose={onClose}
        />
        {problem === null ? null : (
          <Notice tone="warning" isAlert>
            {problem}
          </Notice>
        )}
        {opened.status === 'open' && opened.document.kept !== undefined ? (
          <Notice>{words.kept({ time: timeOfDay(opened.document.kept.at) })}</Notice>
        ) : null}
        {opened.status === 'open' && opened.document.integrity === 'differs' ? (
          <Notice tone="warning">{words.integrityDiffers}</Notice>
        ) : null}
        <Content
          opened={isClosed(view) ? CLOSED : opened}
          patient={patient}
          onWords={areWordsKept ? tellWords : undefined}
          onRetry={retry}
          onCancel={cancel}
        />
        {isSaving ? <SaveDialog onSave={save} onClose={() => setSaving(false)} /> : null}
        {printing === null ? null : (
          <PrintSheet
            layout={printing}
            heading={<PrintHeading patient={patient} summary={summary} />}
            onReady={() => void print()}
            onFailed={() => {
              setPrinting(null);
              setProblem(words.printFailed);
            }}
            onCancel={() => setPrinting(null)}
          />
        )}
      </section>
    </DocumentToolsContext>
  );
}

interface ContentProps {
  readonly opened: Opened;
  readonly patient: PatientIdentity;
  readonly onWords: ((text: string) => void) | undefined;
  readonly onRetry: () => void;
  readonly onCancel: () => void;
}

function Content({ opened, patient, onWords, onRetry, onCancel }: ContentProps) {
  switch (opened.status) {
    case 'opening':
      return <Coming progress={opened.progress} onCancel={onCancel} />;
    case 'open': {
      const { bytes, mediaType } = opened.document;
      return <BodyView bytes={bytes} mediaType={mediaType} patient={patient} onWords={onWords} />;
    }
    case 'closed':
      return (
        <EmptyState role="alert" icon={<FileQuestion size={32} aria-hidden />} title={words.closed}>
          <p>{words.closedNext}</p>
        </EmptyState>
      );
    case 'otherPatient':
      return (
        <EmptyState
          role="alert"
          icon={<FileQuestion size={32} aria-hidden />}
          title={words.otherPatient}
          action={<Button onPress={onRetry}>{words.reload}</Button>}
        >
          <p>{words.otherPatientNext}</p>
        </EmptyState>
      );
    case 'refused':
      return <FailureState failure={opened.failure} onRetry={onRetry} />;
  }
}

/** In full screen the banner is covered: whose document it is stays in sight. */
function PatientLine({ patient }: { readonly patient: PatientIdentity }) {
  const today = useToday();
  const traits = [
    sexLetter(patient.gender),
    `${shortDate(patient.birthDate)} (${age(patient.birthDate, today)})`,
    `INS ${insGroups(patient.ins.value)}`,
  ];
  return (
    <p className={styles.patient}>
      <strong>{personName(patient)}</strong>
      {traits.map((trait) => (
        <span key={trait}>{trait}</span>
      ))}
    </p>
  );
}
