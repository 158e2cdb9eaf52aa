import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { FailureCode } from '../../../shared/bridge/failure.ts';
import type { DocumentPage, DocumentSummary, RecordView } from '../../../shared/bridge/record.ts';
import { count } from '../../i18n/format.ts';
import { announce } from '../../platform/announcer.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { changeSettings, settings } from '../../platform/settings.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { SplitPane } from '../../ui/SplitPane.tsx';
import { createDocumentsStore } from './documents-store.ts';
import { words } from './messages.ts';
import { firstDay, sinceOf } from './periods.ts';
import { newestFirst } from './rows.ts';
import { RecordPanel } from './RecordPanel.tsx';
import { SinceLastVisit } from './SinceLastVisit.tsx';
import { useTimeLine } from './useTimeLine.ts';

/** A document that is open beside a list, and what its list is told of it. */
export interface OpenDocument {
  readonly summary: DocumentSummary;
  readonly onClose: () => void;
  readonly onChanged: (uniqueId: string, document: DocumentSummary | null) => void;
  /** The summary shown is out of date: the list is asked for again. */
  readonly onStale: () => void;
}

export interface RecordRouteProps {
  readonly bridge: Pick<Bridge, 'record.documents' | 'record.kept' | 'record.find' | 'on'>;
  readonly view: RecordView;
  readonly lastSeenAt: string | null;
  /** The list that the post kept, where it came with the record; null: it is asked for. */
  readonly kept: DocumentPage | null;
  /** `YYYY-MM-DD`, where the reader is. */
  readonly today: string;
  /** Years of the first list (DMP guide, TD3.1). */
  readonly firstYears: number;
  /** Paints the open document; its feature is not this one's. */
  readonly renderDocument: (open: OpenDocument) => ReactNode;
  /** Stands beside the list while no document is open; the news since the last visit where there is none. */
  readonly overview?: ReactNode;
  /** Changes when something was deposited here: the list is asked for again. */
  readonly revision: number;
  /** The document that is read; null: none. Kept by whoever remembers the place. */
  readonly openId: string | null;
  readonly onOpenId: (uniqueId: string | null) => void;
  readonly onDeposit: () => void;
  readonly onSignIn: () => void;
  /** The right is no longer what the banner says: ask for the record again. */
  readonly onRightChanged: () => void;
}

const RIGHT_CHANGED: ReadonlySet<FailureCode> = new Set([
  'BLOCKED_BY_PATIENT',
  'CONSENT_EXPIRED',
  'CONSENT_REQUIRED',
  'RECORD_CLOSED',
  'RECORD_NONEXISTENT',
]);

/** CR d'examens biologiques (JDV_J66). */
const BIOLOGY = '11502-2';

/** List left, document right, of one record that may be consulted. One mount serves one patient. */
export function RecordRoute(props: RecordRouteProps) {
  const { bridge, view, kept, lastSeenAt, today, firstYears, revision, onDeposit, onSignIn, onRightChanged } =
    props;
  const { ins } = view.patient;
  const [store] = useState(() => createDocumentsStore(bridge, ins, firstDay(today, firstYears), kept));
  const { scope, documents } = useStore(store.state);
  const timeLine = useTimeLine(bridge, ins, documents);
  const { listShare, density } = useStore(settings);
  const { openId, onOpenId: setOpenId } = props;
  /** One came back to it after a lock: the list may have to be asked for farther back. */
  const [returnedTo] = useState(openId);
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);

  useEffect(() => void store.load(), [store]);
  useEffect(() => {
    if (revision > 0) void store.load();
  }, [store, revision]);
  useEffect(() => {
    const stop = bridge.on('record.changed', (changed) => {
      if (changed.ins.value === ins.value) void store.refresh();
    });
    return () => {
      stop();
      store.end();
    };
  }, [store, bridge, ins.value]);

  const failed = documents.status === 'failed' ? documents.failure.code : null;
  useEffect(() => {
    if (failed !== null && RIGHT_CHANGED.has(failed)) onRightChanged();
  }, [failed, onRightChanged]);

  const isListed = documents.status === 'listed';
  const total = isListed ? documents.total : 0;
  const hasLines = timeLine.rows.rowOf.length > 0;
  useEffect(() => {
    if (isListed) announce(words.announceOpened({ count: total, shown: count(total) }));
  }, [isListed, total]);
  useEffect(() => {
    // The list takes the focus when it comes, unless the reader has put it somewhere already.
    const at = document.activeElement;
    if (hasLines && (at === document.body || at?.tagName === 'H1')) list.current?.focus();
  }, [hasLines]);

  const all = isListed ? documents.documents : [];
  const open = all.find(({ uniqueId }) => uniqueId === openId) ?? null;
  const isMissing = returnedTo !== null && returnedTo === openId && open === null;
  const isWholeList = isListed && documents.more.status === 'complete' && scope.since === null;
  useEffect(() => {
    if (isListed && isMissing && scope.since !== null) void store.load({ since: null });
    // It is not there any more: nothing is open.
    if (isMissing && isWholeList) setOpenId(null);
  }, [store, isListed, isMissing, isWholeList, scope.since, setOpenId]);
  const openDocument = (summary: DocumentSummary): void => setOpenId(summary.uniqueId);
  const close = (): void => setOpenId(null);
  const isOpen = open !== null;
  useEffect(() => {
    if (!isOpen) return undefined;
    // Esc goes back one step: from the document to its line.
    const lines = list.current;
    return () => lines?.focus();
  }, [isOpen]);
  const { active, activeDocument, rows, setActive } = timeLine;

  const lastBiology = newestFirst(all).find(({ type }) => type.code === BIOLOGY)?.uniqueId ?? null;

  const commands = useMemo<readonly Command[]>(() => {
    const group = words.timeLine;
    const last = rows.rowOf.length - 1;
    const move = (step: number) => () => {
      setActive(Math.min(last, Math.max(0, active + step)));
      list.current?.focus();
    };
    return [
      { id: 'record.next', group, title: 'Ligne suivante', keys: 'J', isKeyOnly: true, run: move(1) },
      { id: 'record.previous', group, title: 'Ligne précédente', keys: 'K', isKeyOnly: true, run: move(-1) },
      {
        id: 'record.openDocument',
        group,
        title: 'Ouvrir le document',
        keys: 'Enter',
        isKeyOnly: true,
        isDisabled: activeDocument === null,
        run: () => {
          if (activeDocument !== null) setOpenId(activeDocument.uniqueId);
        },
      },
      {
        id: 'record.search',
        group,
        title: 'Chercher dans la liste',
        keys: '/',
        run: () => search.current?.focus(),
      },
      {
        id: 'record.lastBiology',
        group,
        title: 'Ouvrir la dernière biologie',
        keys: 'B',
        isDisabled: lastBiology === null,
        run: () => {
          if (lastBiology !== null) setOpenId(lastBiology);
        },
      },
      { id: 'record.refresh', group, title: 'Actualiser la liste', keys: 'R', run: () => void store.load() },
      {
        id: 'record.all',
        group,
        title: 'Afficher tous les documents',
        isDisabled: scope.since === null,
        run: () => void store.load({ since: null }),
      },
    ];
  }, [rows, active, activeDocument, lastBiology, setActive, setOpenId, store, scope.since]);
  useCommands(commands);

  const panel = (
    <RecordPanel
      state={documents}
      rows={rows}
      since={scope.since}
      filters={timeLine.filters}
      byText={timeLine.byText}
      period={scope.since === null ? 'all' : 'first'}
      firstYears={firstYears}
      includeSuperseded={scope.includeSuperseded}
      maskedOnly={view.treatingDoctor ? scope.maskedOnly : null}
      active={active}
      openId={openId}
      newSince={lastSeenAt}
      rowHeight={density === 'comfortable' ? 40 : 32}
      listRef={list}
      searchRef={search}
      onFilters={timeLine.setFilters}
      onPeriod={(period) => void store.load({ since: sinceOf(period, today, firstYears) })}
      onIncludeSuperseded={(includeSuperseded) => void store.load({ includeSuperseded })}
      onMaskedOnly={(maskedOnly) => void store.load({ maskedOnly })}
      onLeaveSearch={() => list.current?.focus()}
      onActive={setActive}
      onOpen={openDocument}
      onRefresh={() => void store.load()}
      onDeposit={onDeposit}
      onSignIn={onSignIn}
    />
  );
  return (
    <SplitPane
      label="Largeur de la liste"
      share={listShare}
      shows={open === null ? 'both' : 'second'}
      onShare={(share) => changeSettings({ listShare: share })}
      first={<ErrorBoundary>{panel}</ErrorBoundary>}
      second={
        open === null && props.overview !== undefined ? (
          props.overview
        ) : open === null ? (
          <SinceLastVisit
            documents={isListed && documents.more.status === 'complete' ? all : null}
            lastSeenAt={lastSeenAt}
            onOpen={openDocument}
          />
        ) : (
          props.renderDocument({
            summary: open,
            onClose: close,
            onChanged: (uniqueId, changed) => {
              store.replace(uniqueId, changed);
              if (changed === null) close();
            },
            onStale: () => void store.load(),
          })
        )
      }
    />
  );
}
