import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { DocumentSummary, RecordView } from '../../shared/bridge/record.ts';
import type { Place, Professional } from '../../shared/bridge/session.ts';
import { AppointmentDialog } from '../features/agenda/AppointmentDialog.tsx';
import { BookedList } from '../features/agenda/BookedList.tsx';
import { ConsentRoute } from '../features/consent/ConsentRoute.tsx';
import { DepositRoute } from '../features/deposit/DepositRoute.tsx';
import type { KeptDeposit } from '../features/deposit/kept.ts';
import { DocumentActs } from '../features/manage/DocumentActs.tsx';
import { KeptNotice } from '../features/record/KeptNotice.tsx';
import { words as recordWords } from '../features/record/messages.ts';
import { PatientBanner } from '../features/record/PatientBanner.tsx';
import type { RecordStore } from '../features/record/record-store.ts';
import { mayConsult, RecordGate } from '../features/record/RecordGate.tsx';
import { RecordMenu } from '../features/record/RecordMenu.tsx';
import { RecordRoute, type OpenDocument } from '../features/record/RecordRoute.tsx';
import { RenounceDialog } from '../features/record/RenounceDialog.tsx';
import { StaffGate } from '../features/record/StaffGate.tsx';
import { words as secretWords } from '../features/secret/messages.ts';
import { isMinorOn } from '../features/secret/proposal.ts';
import { SeeAsButton } from '../features/see-as/SeeAsButton.tsx';
import { seeAsEntry } from '../features/see-as/entry.tsx';
import { SeeAsDialog } from '../features/see-as/SeeAsDialog.tsx';
import { AttachedFile } from '../features/viewer/AttachedFile.tsx';
import { warmPdfEngine } from '../features/viewer/pdf/engine.ts';
import { ViewerRoute } from '../features/viewer/ViewerRoute.tsx';
import { personName } from '../i18n/person.ts';
import type { Bridge } from '../platform/bridge.ts';
import { InSight, useCommands, type Command } from '../platform/commands.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { FileDrop } from './FileDrop.tsx';
import { KeptDepositNotice, useKeptDeposit } from './KeptDepositNotice.tsx';
import { words } from './messages.ts';
import type { PageParameters } from './parameters.ts';
import { RecordSections, type OpenParts } from './RecordSections.tsx';
import { readFileText } from './read-file-text.ts';
import { saveProof } from './save-proof.ts';
import styles from './Shell.module.css';
import { useRecordCircumstances } from './useRecordCircumstances.tsx';

export interface RecordScreenProps {
  readonly bridge: Bridge;
  readonly record: RecordStore;
  readonly professional: Professional;
  readonly place: Place;
  readonly lastSeenAt: string | null;
  /** Part of the record that is shown, and the document that is read in it. */
  readonly part: string;
  readonly document: string | null;
  readonly onPart: (part: string) => void;
  readonly onDocument: (uniqueId: string | null) => void;
  /** Brought back here after a lock: a deposit that was being prepared goes on by itself. */
  readonly isReturn: boolean;
  readonly today: string;
  readonly parameters: PageParameters;
  readonly onClose: () => void;
  readonly onSignIn: () => void;
  /** The right is missing, and the patient is in danger and cannot say a word. */
  readonly onEmergency: (patient: PatientIdentity) => void;
  /** Files that another screen hands over to be deposited here; taken once the record is open. */
  readonly handed: readonly File[] | null;
  readonly onTaken: () => void;
  /** Place of the emergency strip: the vital facts of a record opened in an emergency, above its documents. */
  readonly renderEmergencyStrip?: (view: RecordView) => ReactNode;
  /** Beside the documents while none is open, where the trade has something of its own to show. */
  readonly renderOverview?: (view: RecordView, onDeposited: () => void) => ReactNode;
}

interface Deposit {
  readonly files: readonly File[];
  readonly replaces: DocumentSummary | null;
  /** What had been typed of it before. */
  readonly kept?: KeptDeposit;
}

/** One patient: the banner, and under it what may be done with the record. One mount serves one patient. */
export function RecordScreen(props: RecordScreenProps) {
  const { bridge, record, professional, place, lastSeenAt, today, parameters, onClose, onSignIn } = props;
  const { onEmergency, renderEmergencyStrip, renderOverview, handed, onTaken } = props;
  const state = useStore(record.state);
  const [chosen, setDeposit] = useState<Deposit | null>(null);
  const [deposited, setDeposited] = useState(0);
  const noteDeposited = useCallback(() => setDeposited((last) => last + 1), []);
  const [dialog, setDialog] = useState<'renew' | 'renounce' | 'seeAs' | 'book' | null>(null);
  const [isBooked, setBooked] = useState(false);
  const askAgain = useCallback(() => void record.refresh(), [record]);
  const startDeposit = useCallback(() => setDeposit({ files: [], replaces: null }), []);
  const view = state.status === 'open' ? state.view : null;
  const waiting = useKeptDeposit(bridge, state.status === 'closed' ? null : state.patient.ins);
  const { kept } = waiting;
  const goesOn = props.isReturn && kept !== null && view?.record.status === 'active';
  // Another deposit under way keeps its place: what was handed over waits behind it.
  const given =
    handed !== null && view?.record.status === 'active' ? { files: handed, replaces: null } : null;
  const deposit: Deposit | null =
    chosen ?? given ?? (goesOn ? { files: [], replaces: kept.replaces, kept } : null);
  const mayDeposit = view?.record.status === 'active' && deposit === null;
  const hasRight = view !== null && view.access.mode === 'NORMAL' && mayConsult(view);
  const mayLook = view !== null && mayConsult(view);
  const openIns = view?.patient.ins.value ?? null;
  const opened = state.status === 'open' ? state.patient.ins : null;

  const commands = useMemo<readonly Command[]>(() => {
    const group = words.groupRecord;
    return [
      { id: 'deposit', group, title: words.deposit, keys: 'D', isDisabled: !mayDeposit, run: startDeposit },
      {
        id: 'consent.renew',
        group,
        title: words.renewTitle,
        isDisabled: !hasRight,
        run: () => setDialog('renew'),
      },
      {
        id: 'record.proof',
        group,
        title: words.saveProof,
        isDisabled: opened === null,
        run: () => {
          if (opened !== null) void saveProof(bridge, opened);
        },
      },
      {
        id: 'record.seeAs',
        group,
        title: words.seeAs,
        isDisabled: !mayLook,
        run: () => setDialog('seeAs'),
      },
    ];
  }, [bridge, opened, mayDeposit, hasRight, mayLook, startDeposit]);
  useCommands(commands);
  useEffect(
    () => bridge.on('record.changed', ({ ins }) => void (ins.value === openIns && record.refresh())),
    [bridge, record, openIns],
  );
  // While the list is read, so that the first document opens as fast as the next ones.
  useEffect(() => {
    const idle = requestIdleCallback(warmPdfEngine);
    return () => cancelIdleCallback(idle);
  }, []);

  const isOpen = state.status === 'open';
  useEffect(() => {
    if (isOpen) record.forgetKept();
  }, [record, isOpen]);

  const identity = state.status === 'closed' ? null : state.patient;
  const circumstances = useRecordCircumstances({ bridge, record, patient: identity, view, today });
  const isStaff = professional.card === 'CPE';
  const takeUp = (): void => {
    if (kept !== null) setDeposit({ files: [], replaces: kept.replaces, kept });
  };

  if (state.status === 'closed') return null;
  const { patient } = state;
  const reopen = (): void => {
    record.open(patient);
  };
  const consent = (
    <ConsentRoute
      bridge={bridge}
      ins={patient.ins}
      terms={parameters}
      onDeclared={(declared) => {
        record.accept(declared);
        setDialog(null);
      }}
    />
  );
  const viewerOf = (opened: RecordView, { summary, onClose: close, onChanged, onStale }: OpenDocument) => (
    <ErrorBoundary key={summary.uniqueId}>
      <ViewerRoute
        bridge={bridge}
        patient={patient}
        summary={summary}
        professional={professional}
        view={opened}
        onClose={close}
        onChanged={(_ins, uniqueId, document) => onChanged(uniqueId, document)}
        actions={
          <DocumentActs
            bridge={bridge}
            patient={patient}
            summary={summary}
            treatingDoctor={opened.treatingDoctor}
            onChanged={(_ins, uniqueId, document) => onChanged(uniqueId, document)}
            onStale={onStale}
            onReplace={(replaces) => setDeposit({ files: [], replaces })}
          />
        }
      />
    </ErrorBoundary>
  );
  const documents = (opened: RecordView) =>
    !mayConsult(opened) ? (
      <RecordGate
        view={opened}
        consentForm={consent}
        note={isMinorOn(opened.patient.birthDate, today) ? secretWords.beforeConsent : null}
        onDeposit={startDeposit}
        onEmergency={() => onEmergency(opened.patient)}
      />
    ) : (
      // Another session on the same record sees another list.
      <RecordRoute
        key={opened.access.startedAt}
        bridge={bridge}
        view={opened}
        kept={state.status === 'open' ? state.kept : null}
        lastSeenAt={lastSeenAt}
        today={today}
        firstYears={parameters.firstSearchYears}
        revision={deposited}
        openId={props.document}
        onOpenId={props.onDocument}
        {...(renderOverview === undefined ? {} : { overview: renderOverview(opened, noteDeposited) })}
        onDeposit={startDeposit}
        onSignIn={onSignIn}
        onRightChanged={askAgain}
        renderDocument={(open) => viewerOf(opened, open)}
      />
    );
  const partsOf = (opened: RecordView): OpenParts => ({
    bridge,
    view: opened,
    today,
    parameters,
    documents: documents(opened),
    renderDocument: (open) => viewerOf(opened, open),
    renderFile: (file, of, onSave) => (
      <AttachedFile bytes={file.bytes} mediaType={file.mediaType} patient={of} onSave={onSave} />
    ),
    onDeposit: (_patient, files) => setDeposit({ files, replaces: null }),
    onView: record.accept,
    onSignIn,
    onRenew: () => setDialog('renew'),
    onRenounce: () => setDialog('renounce'),
  });
  const content =
    state.status === 'failed' ? (
      <FailureState failure={state.failure} onRetry={reopen} onSignIn={onSignIn} />
    ) : view === null ? (
      <Skeleton rows={12} />
    ) : isStaff ? (
      <StaffGate
        view={view}
        onDeposit={startDeposit}
        onBook={() => setDialog('book')}
        booked={isBooked ? recordWords.staffBooked : null}
        appointments={<BookedList bridge={bridge} ins={patient.ins} today={today} />}
      />
    ) : (
      <RecordSections context={partsOf(view)} chosen={props.part} onChoose={props.onPart} />
    );

  return (
    <>
      <PatientBanner
        patient={patient}
        view={view}
        today={today}
        renewalNoticeDays={parameters.renewalNoticeDays}
        onClose={onClose}
        isStaff={isStaff}
        menu={
          view?.record.status === 'active' ? (
            <RecordMenu
              further={[...circumstances.entries, ...(mayLook ? [seeAsEntry(() => setDialog('seeAs'))] : [])]}
              right={
                hasRight
                  ? { onRenew: () => setDialog('renew'), onRenounce: () => setDialog('renounce') }
                  : null
              }
            />
          ) : null
        }
      />
      {view === null || view.access.mode === 'NORMAL' ? null : renderEmergencyStrip?.(view)}
      {state.status === 'open' && state.view.kept !== undefined ? (
        <KeptNotice kept={state.view.kept} isAsking={state.isAsking} />
      ) : null}
      {circumstances.notices}
      {deposit === null && waiting.kept !== null && view?.record.status === 'active' ? (
        <KeptDepositNotice kept={waiting.kept} onTakeUp={takeUp} onGiveUp={waiting.giveUp} />
      ) : null}
      <FileDrop
        isOpen={mayDeposit}
        label={words.dropHere({ name: personName(patient) })}
        onFiles={(files) => setDeposit({ files, replaces: null })}
      >
        <div className={styles.screenPane} hidden={deposit !== null}>
          <InSight value={deposit === null}>
            <ErrorBoundary>{content}</ErrorBoundary>
          </InSight>
        </div>
        {deposit === null ? null : (
          <ErrorBoundary>
            <DepositRoute
              bridge={bridge}
              patient={patient}
              professional={professional}
              place={place}
              initialFiles={deposit.files}
              readText={readFileText}
              isSecret={view?.access.secret === true}
              onOppose={circumstances.oppose}
              {...(deposit.replaces === null ? {} : { replaces: deposit.replaces })}
              {...(deposit.kept === undefined ? {} : { kept: deposit.kept })}
              renderSeeAs={({ ins, draftId, metadata }) => (
                <SeeAsButton ask={(viewer) => bridge['explain.draft']({ ins, draftId, metadata, viewer })} />
              )}
              onClose={() => {
                if (chosen === null) onTaken();
                setDeposit(null);
                waiting.forget();
              }}
              onDeposited={() => setDeposited((last) => last + 1)}
            />
          </ErrorBoundary>
        )}
      </FileDrop>
      <Dialog title={words.renewTitle} isOpen={dialog === 'renew'} onClose={() => setDialog(null)}>
        {consent}
      </Dialog>
      <SeeAsDialog
        isOpen={dialog === 'seeAs'}
        ask={(viewer) => bridge['explain.seeAs']({ ins: patient.ins, viewer })}
        onClose={() => setDialog(null)}
      />
      {dialog === 'book' ? (
        <AppointmentDialog
          bridge={bridge}
          ins={patient.ins}
          today={today}
          moves={null}
          isStaff
          onDone={() => {
            setDialog(null);
            setBooked(true);
          }}
          onClose={() => setDialog(null)}
        />
      ) : null}
      <RenounceDialog record={record} isOpen={dialog === 'renounce'} onClose={() => setDialog(null)} />
    </>
  );
}
