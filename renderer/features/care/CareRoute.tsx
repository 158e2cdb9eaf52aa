import { RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DocumentSummary, RecordView } from '../../../shared/bridge/record.ts';
import { count, yearsBefore } from '../../i18n/format.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { changeSettings, settings } from '../../platform/settings.ts';
import type { Asked } from '../../platform/part-store.ts';
import { usePart } from '../../platform/usePart.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { FilterChip } from '../../ui/FilterChip.tsx';
import { PartState } from '../../ui/PartState.tsx';
import { ScrollPane } from '../../ui/ScrollPane.tsx';
import { SectionAge, SectionState } from '../../ui/SectionState.tsx';
import { SplitPane } from '../../ui/SplitPane.tsx';
import styles from './Care.module.css';
import { CareList, KIND_LABELS } from './CareList.tsx';
import { createJoinedStore } from './joined-store.ts';
import { words } from './messages.ts';
import { countsOf, joined, LINE_KINDS, passing, type CareLine, type LineKind } from './time-line.ts';

export interface CareRouteProps {
  readonly bridge: Pick<Bridge, 'sections.care' | 'record.documents' | 'on'>;
  readonly view: RecordView;
  readonly today: string;
  /** Years that are shown first, as for the documents (DMP guide, TD3.1). */
  readonly firstYears: number;
  /** Paints the open document; its feature is not this one's. */
  readonly renderDocument: (open: {
    readonly summary: DocumentSummary;
    readonly onClose: () => void;
    readonly onChanged: (uniqueId: string, document: DocumentSummary | null) => void;
    readonly onStale: () => void;
  }) => ReactNode;
  readonly onSignIn: () => void;
}

/** Lines that are painted at first, and with each further step: a long life has thousands. */
const STEP = 200;

/** The care history joined with the documents, by kind and period. One mount serves one patient. */
export function CareRoute(props: CareRouteProps) {
  const { bridge, view, today, firstYears, renderDocument, onSignIn } = props;
  const { ins } = view.patient;
  const { answer, again } = usePart(
    bridge,
    ins,
    useCallback((how: Asked) => bridge['sections.care']({ ins, ...how }), [bridge, ins]),
  );
  const [kinds, setKinds] = useState<ReadonlySet<LineKind>>(new Set());
  const [isWhole, setWhole] = useState(false);
  const [most, setMost] = useState(STEP);
  const [openId, setOpenId] = useState<string | null>(null);
  const { listShare } = useStore(settings);
  const list = useRef<HTMLElement>(null);
  const since = isWhole ? null : yearsBefore(today, firstYears);
  const section = answer.status === 'known' ? answer.value.care : null;
  const care = section?.outcome === 'read' ? section.content : null;
  const [join] = useState(() => createJoinedStore(bridge, ins));
  const { documents, failure: joinFailure } = useStore(join.state);
  const isJoined = care !== null;
  const askDocuments = useCallback(() => void join.load(since), [join, since]);
  useEffect(() => {
    // A history that is not shown is joined with nothing: then nothing is read either.
    if (isJoined) askDocuments();
  }, [isJoined, askDocuments]);
  useEffect(() => join.end, [join]);
  const lines = useMemo(() => joined(care ?? [], documents), [care, documents]);
  const passed = passing(lines, { kinds, since });
  const counts = countsOf(lines, since);
  const open = documents.find(({ uniqueId }) => uniqueId === openId) ?? null;

  useEffect(() => {
    if (openId === null) return undefined;
    // Esc goes back one step: from the document to its line.
    const lines = list.current;
    return () => focusLine(lines, openId);
  }, [openId]);
  const refresh = useCallback((): void => {
    again();
    askDocuments();
  }, [again, askDocuments]);
  const commands = useMemo<readonly Command[]>(() => {
    const move = (step: 1 | -1) => () => moveLine(list.current, step);
    return [
      { id: 'care.next', group: words.group, title: words.next, keys: 'J', isKeyOnly: true, run: move(1) },
      {
        id: 'care.previous',
        group: words.group,
        title: words.previous,
        keys: 'K',
        isKeyOnly: true,
        run: move(-1),
      },
      { id: 'care.refresh', group: words.group, title: words.refresh, keys: 'R', run: refresh },
    ];
  }, [refresh]);
  useCommands(commands);

  const panel = (
    <div className={styles.care}>
      <div className={styles.bar}>
        <FilterChip
          name={words.kinds}
          selection="multiple"
          choices={LINE_KINDS.filter((kind) => counts.has(kind) || kinds.has(kind)).map((kind) => ({
            id: kind,
            label: KIND_LABELS[kind],
            count: count(counts.get(kind) ?? 0),
          }))}
          chosen={kinds}
          isActive={kinds.size > 0}
          onToggle={(id) => setKinds((last) => toggled(last, id))}
        />
        <FilterChip
          name={words.period}
          hideName
          selection="single"
          choices={[
            { id: 'first', label: words.periodFirst({ years: firstYears }) },
            { id: 'all', label: words.periodAll },
          ]}
          chosen={new Set([isWhole ? 'all' : 'first'])}
          isActive={!isWhole}
          onToggle={(id) => setWhole(id === 'all')}
        />
        <p role="status" className={styles.count}>
          {care === null ? null : (
            <>
              <strong>{words.shown({ count: passed.length, shown: count(passed.length) })}</strong>{' '}
              <span>{words.source}</span>
            </>
          )}
        </p>
        <IconButton
          label={words.refresh}
          keys="R"
          icon={<RefreshCw size={14} aria-hidden />}
          onPress={refresh}
        />
      </div>
      {joinFailure === null ? null : (
        <FailureNotice failure={joinFailure} onRetry={askDocuments} onSignIn={onSignIn} />
      )}
      <ScrollPane ref={list} label={words.title} className={styles.page}>
        <PartState answer={answer} rows={10} onRetry={again} onSignIn={onSignIn}>
          {({ care: part }) => (
            <SectionState
              section={part}
              words={{
                empty: words.empty,
                emptyNote: words.emptyNote,
                notShared: words.notShared,
                notPermitted: words.notPermitted,
              }}
            >
              {() => (
                <Lines
                  lines={passed}
                  most={most}
                  openId={openId}
                  onOpen={({ uniqueId }) => setOpenId(uniqueId)}
                  onMore={() => setMost((last) => last + STEP)}
                />
              )}
            </SectionState>
          )}
        </PartState>
        {section === null ? null : <SectionAge section={section} />}
      </ScrollPane>
    </div>
  );
  if (open === null) return panel;
  return (
    <SplitPane
      label={words.split}
      share={listShare}
      shows="second"
      onShare={(share) => changeSettings({ listShare: share })}
      first={panel}
      second={renderDocument({
        summary: open,
        onClose: () => setOpenId(null),
        onChanged: (uniqueId, changed) => {
          join.replace(uniqueId, changed);
          if (changed === null) setOpenId(null);
        },
        onStale: askDocuments,
      })}
    />
  );
}

interface LinesProps {
  readonly lines: readonly CareLine[];
  readonly most: number;
  readonly openId: string | null;
  readonly onOpen: (document: DocumentSummary) => void;
  readonly onMore: () => void;
}

function Lines({ lines, most, openId, onOpen, onMore }: LinesProps) {
  if (lines.length === 0) return <EmptyState title={words.emptyFilter} />;
  return (
    <>
      <CareList lines={lines.slice(0, most)} openId={openId} onOpen={onOpen} />
      {lines.length > most ? (
        <Button className={styles.more ?? ''} onPress={onMore}>
          {words.more}
        </Button>
      ) : null}
    </>
  );
}

function toggled(kinds: ReadonlySet<LineKind>, id: string): ReadonlySet<LineKind> {
  const kind = LINE_KINDS.find((each) => each === id);
  if (kind === undefined) return kinds;
  const next = new Set(kinds);
  if (!next.delete(kind)) next.add(kind);
  return next;
}

const linesIn = (list: HTMLElement | null): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[data-document]') ?? []),
];

function focusLine(list: HTMLElement | null, uniqueId: string): void {
  linesIn(list)
    .find(({ dataset }) => dataset['document'] === uniqueId)
    ?.focus();
}

/** From the document in focus to the one after or before it; from elsewhere to the first. */
function moveLine(list: HTMLElement | null, step: 1 | -1): void {
  const all = linesIn(list);
  const at = all.findIndex((line) => line === document.activeElement);
  all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
}
