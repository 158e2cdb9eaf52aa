import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useRef, type KeyboardEvent, type Ref } from 'react';
import { provenanceWords } from '../../i18n/provenance.ts';
import { cx } from '../../ui/cx.ts';
import type { Grid, GridCell, GridColumn, GridLine } from './grid.ts';
import styles from './MatrixGrid.module.css';
import { cellSentence, words } from './messages.ts';

/** A cell: the position of its type among those shown, and of its column. */
export interface Place {
  readonly type: number;
  readonly column: number;
}

export interface MatrixGridProps {
  readonly grid: Grid;
  readonly active: Place;
  readonly rowHeight: number;
  readonly ref?: Ref<HTMLDivElement>;
  readonly onActive: (place: Place) => void;
}

const HEADER = 36;
const PAGE = 10;
/** So few columns have room for the whole name of their profession. */
const FEW = 4;

/** The matrix, virtualised by lines: arrows walk from cell to cell, and each says its sentence. */
export function MatrixGrid({ grid, active, rowHeight, ref, onActive }: MatrixGridProps) {
  const { columns, lines, lineOf } = grid;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const activeLine = lineOf[active.type] ?? 0;
  const isWide = columns.length <= FEW;

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => lines[index]?.key ?? index,
    scrollMargin: HEADER,
    scrollPaddingStart: HEADER,
    overscan: 2,
    // The active cell stays in the page wherever one scrolls: assistive technology must find it.
    rangeExtractor: useCallback(
      (range: Range) => [...new Set([...defaultRangeExtractor(range), activeLine])].toSorted((a, b) => a - b),
      [activeLine],
    ),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useEffect(() => {
    virtualizer.scrollToIndex(active.type === 0 ? 0 : activeLine, { align: 'auto' });
    document.getElementById(`${id}-active`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [virtualizer, id, active.type, active.column, activeLine]);

  const last = { type: lineOf.length - 1, column: columns.length - 1 };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = moveOf(event, active, last);
    if (to === undefined) return;
    event.preventDefault();
    onActive({
      type: Math.min(last.type, Math.max(0, to.type)),
      column: Math.min(last.column, Math.max(0, to.column)),
    });
  };

  return (
    <div ref={scroller} className={styles.scroller} data-wide={isWide || undefined}>
      <div
        ref={ref}
        className={styles.grid}
        role="grid"
        tabIndex={0}
        aria-label={words.title}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={last.type >= 0 ? `${id}-active` : undefined}
        onKeyDown={onKeyDown}
      >
        <div className={styles.head} role="row" aria-rowindex={1}>
          <div className={styles.corner} role="columnheader" aria-colindex={1}>
            {words.typeColumn}
          </div>
          {columns.map((column, index) => (
            <ColumnHead
              key={column.code}
              column={column}
              index={index}
              isWide={isWide}
              isActive={index === active.column}
            />
          ))}
        </div>
        <div className={styles.body} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (line === undefined) return null;
            return (
              <Line
                key={item.key}
                id={id}
                line={line}
                index={item.index}
                columns={columns}
                active={active}
                style={{
                  height: item.size,
                  transform: `translateY(${String(item.start - HEADER)}px)`,
                }}
                onActive={onActive}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function moveOf(event: KeyboardEvent, { type, column }: Place, last: Place): Place | undefined {
  const whole = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowDown':
      return { type: type + 1, column };
    case 'ArrowUp':
      return { type: type - 1, column };
    case 'ArrowRight':
      return { type, column: column + 1 };
    case 'ArrowLeft':
      return { type, column: column - 1 };
    case 'PageDown':
      return { type: type + PAGE, column };
    case 'PageUp':
      return { type: type - PAGE, column };
    case 'Home':
      return { type: whole ? 0 : type, column: 0 };
    case 'End':
      return { type: whole ? last.type : type, column: last.column };
    default:
      return undefined;
  }
}

interface ColumnHeadProps {
  readonly column: GridColumn;
  readonly index: number;
  readonly isWide: boolean;
  readonly isActive: boolean;
}

function ColumnHead({ column, index, isWide, isActive }: ColumnHeadProps) {
  const { code, label, isOwn } = column;
  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-label={isOwn ? `${label}, ${words.own}` : label}
      title={label}
      className={cx(styles.column, isOwn && styles.own, isActive && styles.current)}
    >
      {isWide ? label : code}
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly line: GridLine;
  readonly index: number;
  readonly columns: readonly GridColumn[];
  readonly active: Place;
  readonly style: { readonly height: number; readonly transform: string };
  readonly onActive: (place: Place) => void;
}

function Line({ id, line, index, columns, active, style, onActive }: LineProps) {
  const rowIndex = index + 2;
  if (line.kind === 'class') {
    return (
      <div role="row" aria-rowindex={rowIndex} className={cx(styles.line, styles.class)} style={style}>
        <div role="rowheader" aria-colindex={1} className={styles.className}>
          {line.label}
        </div>
      </div>
    );
  }
  const isActiveLine = line.position === active.type;
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      className={cx(styles.line, isActiveLine && styles.current)}
      style={style}
    >
      <div role="rowheader" aria-colindex={1} className={styles.type} title={`${line.label} (${line.key})`}>
        {line.label}
      </div>
      {line.cells.map((cell, at) => {
        const column = columns[at];
        if (column === undefined) return null;
        return (
          <Cell
            key={column.code}
            id={isActiveLine && at === active.column ? `${id}-active` : undefined}
            cell={cell}
            index={at}
            column={column}
            type={line.label}
            onTake={() => onActive({ type: line.position, column: at })}
          />
        );
      })}
    </div>
  );
}

interface CellProps {
  readonly id: string | undefined;
  readonly cell: GridCell;
  readonly index: number;
  readonly column: GridColumn;
  readonly type: string;
  readonly onTake: () => void;
}

/** The right by its shape, where it comes from by its letter; the tint only repeats them. */
function Cell({ id, cell, index, column, type, onTake }: CellProps) {
  const { reads, source, isAsked } = cell;
  return (
    // The grid keeps the focus and answers the keys for its cells (aria-activedescendant).
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="gridcell"
      aria-colindex={index + 2}
      aria-selected={id !== undefined}
      aria-label={cellSentence(column.label, type, reads, source)}
      className={cx(
        styles.cell,
        reads && styles.reads,
        column.isOwn && styles.own,
        !isAsked && styles.dim,
        id !== undefined && styles.active,
      )}
      onClick={onTake}
    >
      <CellMark reads={reads} letter={provenanceWords[source].letter} />
    </div>
  );
}

/** A full dot reads, a dash does not; then the letter of the source. */
export function CellMark({ reads, letter }: { readonly reads: boolean; readonly letter: string }) {
  return (
    <>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        {reads ? (
          <circle cx="5" cy="5" r="4" fill="currentColor" />
        ) : (
          <path d="M1.5 5h7" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
        )}
      </svg>
      <span className={styles.source} aria-hidden="true">
        {letter}
      </span>
    </>
  );
}
