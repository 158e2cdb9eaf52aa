import {
  Archive,
  ArchiveRestore,
  Ellipsis,
  Eye,
  EyeOff,
  FilePlus2,
  Trash2,
  UserCheck,
  Users,
} from 'lucide-react';
import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import parameters from '../../../resources/parameters.json' with { type: 'json' };
import type { InsRef, PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentAct, DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useNow } from '../../platform/clock.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Menu, type MenuEntry } from '../../ui/Menu.tsx';
import { NoticePreview } from '../../ui/NoticePreview.tsx';
import { ActDialogs } from './ActDialogs.tsx';
import { offeredActs, undoOf } from './acts.ts';
import styles from './DocumentActs.module.css';
import { actWords, words } from './messages.ts';
import { useActs } from './useActs.ts';

export interface DocumentActsProps {
  readonly bridge: Bridge;
  readonly patient: PatientIdentity;
  readonly summary: DocumentSummary;
  /** A médecin traitant may mask, unmask, archive and restore what others wrote. */
  readonly treatingDoctor?: boolean;
  /** The document changed: its new summary, or null when it left the list. */
  readonly onChanged: (ins: InsRef, uniqueId: string, document: DocumentSummary | null) => void;
  /** The list that the summary came from is out of date too: ask for it again. */
  readonly onStale?: () => void;
  /** Opens the deposit with `replaces`; without it the act is not offered. */
  readonly onReplace?: (summary: DocumentSummary) => void;
}

const ICONS: Readonly<Record<DocumentAct, ReactElement>> = {
  mask: <EyeOff size={16} aria-hidden />,
  unmask: <Eye size={16} aria-hidden />,
  showToPatient: <UserCheck size={16} aria-hidden />,
  showToRepresentatives: <Users size={16} aria-hidden />,
  archive: <Archive size={16} aria-hidden />,
  restore: <ArchiveRestore size={16} aria-hidden />,
  delete: <Trash2 size={16} aria-hidden />,
};

/** What may be done with a document: a menu, M to mask, and how it ended. Nothing where nothing may be done. */
export function DocumentActs(props: DocumentActsProps) {
  return <ActsOfOne key={props.summary.uniqueId} {...props} />;
}

function ActsOfOne(props: DocumentActsProps) {
  const now = useNow();
  const { bridge, patient, summary, treatingDoctor = false, onChanged, onStale, onReplace } = props;
  const acts = useActs(bridge, patient.ins, summary, onChanged, onStale);
  const offered = offeredActs(summary, {
    treatingDoctor,
    now,
    hiddenDays: parameters.announcementVisibleDays,
  });
  const mayReplace = onReplace !== undefined && summary.own && summary.status === 'current';
  useMaskKey(offered, acts.begin);
  if (offered.length === 0) return null;

  const entries: MenuEntry[] = offered.map((act) => ({
    id: act,
    label: actWords[act].verb,
    icon: ICONS[act],
    isDangerous: act === 'delete',
    ...(isMasking(act) ? { keys: 'M' } : {}),
    onAct: () => acts.begin(act),
  }));
  if (mayReplace) {
    entries.splice(-1, 0, {
      id: 'replace',
      label: words.replace,
      icon: <FilePlus2 size={16} aria-hidden />,
      onAct: () => onReplace(summary),
    });
  }

  const { state } = acts;
  const undo = state.status === 'done' ? undoOf[state.act] : null;
  return (
    <div className={styles.acts}>
      {state.status === 'done' ? (
        <span className={styles.done} role="status">
          {actWords[state.act].done}
          {undo !== null && offered.includes(undo) ? (
            <Button variant="quiet" onPress={() => void acts.perform(undo)}>
              {words.undo}
            </Button>
          ) : null}
        </span>
      ) : null}
      {state.status === 'waiting' ? <Waiting {...state.waiting} act={state.act} onUndo={acts.undo} /> : null}
      {state.status === 'acting' ? <span className={styles.done}>{words.acting}</span> : null}
      <Menu
        label={words.menu}
        trigger={<IconButton label={words.menu} icon={<Ellipsis size={18} aria-hidden />} />}
        entries={entries}
      />
      <ActDialogs
        acts={acts}
        renderNotice={(change) => (
          <NoticePreview
            className={styles.notice ?? ''}
            bridge={bridge}
            act={{ act: 'document', ins: patient.ins, uniqueId: summary.uniqueId, change }}
          />
        )}
      />
    </div>
  );
}

interface WaitingProps {
  readonly act: DocumentAct;
  readonly actId: string;
  readonly leavesAt: string | null;
  readonly canUndo: boolean;
  readonly onUndo: (actId: string) => Promise<void>;
}

/** What was asked and has not reached the service: what becomes of it, and the way back while there is one. */
function Waiting({ act, actId, leavesAt, canUndo, onUndo }: WaitingProps) {
  const now = useNow(1_000);
  const seconds = leavesAt === null ? 0 : Math.ceil((Date.parse(leavesAt) - now) / 1_000);
  return (
    <span className={styles.done}>
      <span role="status">{actWords[act].verb}</span>
      <span>{seconds > 0 ? words.leavesIn({ seconds }) : words.waiting}</span>
      {canUndo && (leavesAt === null || seconds > 0) ? (
        <Button variant="quiet" onPress={() => void onUndo(actId)}>
          {words.undo}
        </Button>
      ) : null}
    </span>
  );
}

const isMasking = (act: DocumentAct): boolean => act === 'mask' || act === 'unmask';

/** M masks, or shows again, what is on the screen. */
function useMaskKey(offered: readonly DocumentAct[], begin: (act: DocumentAct) => void): void {
  const act = offered.find(isMasking);
  const latest = useRef(begin);
  useEffect(() => {
    latest.current = begin;
  });
  useCommands(
    useMemo((): Command[] => {
      if (act === undefined) return [];
      const run = (): void => latest.current(act);
      return [{ id: 'document.mask', title: actWords[act].verb, group: words.commandGroup, keys: 'M', run }];
    }, [act]),
  );
}
