import { useVirtualizer } from '@tanstack/react-virtual';
import { CircleCheck, FileCheck, Lock, OctagonX, PhoneCall, Siren } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { AccessEntry } from '../../../shared/bridge/access-log.ts';
import { dateAndTime } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './AccessLog.module.css';
import { words } from './messages.ts';
import { accessNote, accessSentence } from './sentences.ts';

export interface AccessListProps {
  readonly entries: readonly AccessEntry[];
  readonly total: number;
  readonly rowHeight: number;
  /** The end of what is here came into sight. */
  readonly onEnd: () => void;
  /** Saves the proof of one act. */
  readonly onProve: (actId: string) => void;
}

/** The accesses, newest first, virtualised: a journal without end costs what fits on the screen. */
export function AccessList({ entries, total, rowHeight, onEnd, onProve }: AccessListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => entries[index]?.id ?? index,
    overscan: 4,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const isAtEnd = last >= entries.length - 8 && entries.length < total;
  useEffect(() => {
    if (isAtEnd) onEnd();
  }, [isAtEnd, onEnd, entries.length]);
  return (
    // A list longer than the screen is scrolled by key.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="region" aria-label={words.list}>
      <ul className={styles.list} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const entry = entries[item.index];
          return entry === undefined ? null : (
            <li
              key={item.key}
              aria-setsize={total}
              aria-posinset={item.index + 1}
              className={cx(styles.entry, entry.outcome === 'refused' && styles.refused)}
              style={{ height: item.size, transform: `translateY(${String(item.start)}px)` }}
            >
              <AccessLine entry={entry} onProve={() => onProve(entry.id)} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface AccessLineProps {
  readonly entry: AccessEntry;
  readonly onProve: () => void;
}

function AccessLine({ entry, onProve }: AccessLineProps) {
  const isRefused = entry.outcome === 'refused';
  const Icon = isRefused ? OctagonX : CircleCheck;
  return (
    <>
      <span className={styles.shape} data-refused={isRefused || undefined}>
        <Icon size={16} aria-hidden />
      </span>
      <span className={styles.time}>{dateAndTime(entry.at)}</span>
      <span className={styles.what}>
        <span className={styles.sentence}>{accessSentence(entry)}</span>
        <span className={styles.note}>{accessNote(entry)}</span>
      </span>
      <span className={styles.badges}>
        {entry.mode === 'BTG' ? (
          <Badge tone="emergency" icon={<Siren size={14} aria-hidden />}>
            {words.modeBtg}
          </Badge>
        ) : null}
        {entry.mode === 'ETREAT' ? (
          <Badge tone="emergency" icon={<PhoneCall size={14} aria-hidden />}>
            {words.modeEtreat}
          </Badge>
        ) : null}
        {entry.secret ? <Badge icon={<Lock size={14} aria-hidden />}>{words.secret}</Badge> : null}
        {isRefused ? (
          <Badge tone="danger" icon={<OctagonX size={14} aria-hidden />}>
            {words.refused}
          </Badge>
        ) : null}
      </span>
      <IconButton
        label={words.proveOne}
        icon={<FileCheck size={16} aria-hidden />}
        placement="left"
        onPress={onProve}
      />
    </>
  );
}
