import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import styles from './SplitPane.module.css';

export interface SplitPaneProps {
  readonly label: string;
  /** Share of the width given to the first pane, 0 to 1. */
  readonly share: number;
  readonly first: ReactNode;
  readonly second: ReactNode;
  readonly onShare: (share: number) => void;
  /** Where there is no room for two, at twice the size, what is shown; `both`: one after the other. */
  readonly shows: 'first' | 'second' | 'both';
}

const LEAST = 0.28;
const MOST = 0.68;
const STEP = 0.02;
const MOVES: Readonly<Record<string, number>> = { ArrowLeft: -STEP, ArrowRight: STEP };

/** Two panes and the bar between them, moved by hand or by the arrow keys. */
export function SplitPane({ label, share, first, second, onShare, shows }: SplitPaneProps) {
  const frame = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const read = useRef<HTMLDivElement>(null);
  const shown = useRef(shows);
  useEffect(() => {
    const wasSecond = shown.current === 'second';
    shown.current = shows;
    // Alone on the screen, what was opened takes the focus that its list had, and gives it back.
    if (shows === 'second') takeFocus(read.current, list.current);
    else if (shows === 'first' && wasSecond) takeFocus(list.current, read.current);
  }, [shows]);
  const set = (next: number): void => onShare(Math.min(MOST, Math.max(LEAST, next)));

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = MOVES[event.key];
    if (move === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    event.stopPropagation();
    set(move === undefined ? (event.key === 'Home' ? LEAST : MOST) : share + move);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    set((event.clientX - box.left) / box.width);
  };

  const percent = `${(share * 100).toFixed(1)}%`;
  return (
    <div
      ref={frame}
      className={styles.split}
      data-shows={shows}
      style={{ gridTemplateColumns: `${percent} 1px minmax(0, 1fr)` }}
    >
      <div ref={list} className={styles.pane} tabIndex={-1}>
        {first}
      </div>
      <div
        className={styles.bar}
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuemin={LEAST * 100}
        aria-valuemax={MOST * 100}
        aria-valuenow={Math.round(share * 100)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
      />
      <div ref={read} className={styles.pane} tabIndex={-1}>
        {second}
      </div>
    </div>
  );
}

/** Where the other pane is out of sight. */
function takeFocus(pane: HTMLElement | null, other: HTMLElement | null): void {
  if (other?.checkVisibility() !== false || pane === null) return;
  if (!pane.contains(document.activeElement)) pane.focus();
}
