import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { CloudOff } from 'lucide-react';
import { useCallback, useEffect, useId, useRef, type KeyboardEvent, type Ref } from 'react';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { shortDate } from '../../i18n/format.ts';
import { cx } from '../../ui/cx.ts';
import { DocumentGlyph, glyphFor } from '../../ui/glyphs.tsx';
import { DocumentBadges } from './DocumentBadges.tsx';
import { words } from './messages.ts';
import type { Row, Rows } from './rows.ts';
import styles from './TimeLine.module.css';

export interface TimeLineProps {
  readonly label: string;
  readonly rows: Rows;
  /** Position of the line that the keys act on. */
  readonly active: number;
  /** The document that is open beside the list. */
  readonly openId: string | null;
  /** Documents deposited after this instant are new to the reader; null when nothing is. */
  readonly newSince: string | null;
  readonly rowHeight: number;
  /** What can be opened while the service does not answer; null: it answers. */
  readonly readable?: ReadonlySet<string> | null;
  readonly ref?: Ref<HTMLDivElement>;
  readonly onActive: (position: number) => void;
  readonly onOpen: (document: DocumentSummary) => void;
}

const PAGE = 10;

/** The documents by month, virtualised: a record of 10 000 costs what fits on the screen. */
export function TimeLine(props: TimeLineProps) {
  const { label, rows, active, openId, newSince, rowHeight, readable = null, ref, onActive, onOpen } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const activeRow = rows.rowOf[active] ?? 0;

  const virtualizer = useVirtualizer({
    count: rows.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows.rows[index]?.kind === 'month' ? rowHeight + 8 : rowHeight),
    getItemKey: (index) => rows.rows[index]?.key ?? index,
    overscan: 2,
    // The active line stays in the page wherever one scrolls: assistive technology must find it.
    rangeExtractor: useCallback(
      (range: Range) => [...new Set([...defaultRangeExtractor(range), activeRow])].toSorted((a, b) => a - b),
      [activeRow],
    ),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useEffect(() => {
    virtualizer.scrollToIndex(active === 0 ? 0 : activeRow, { align: 'auto' });
  }, [virtualizer, active, activeRow]);

  const last = rows.rowOf.length - 1;
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + PAGE,
      PageUp: active - PAGE,
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onActive(Math.min(last, Math.max(0, to)));
  };

  const drawn = virtualizer.getVirtualItems();
  // A line that is out of sight is not drawn, and names nothing.
  const isActiveDrawn = drawn.some(({ index }) => index === rows.rowOf[active]);
  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        ref={ref}
        className={styles.list}
        style={{ height: virtualizer.getTotalSize() }}
        role="listbox"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={last >= 0 && isActiveDrawn ? `${id}-${String(active)}` : undefined}
        onKeyDown={onKeyDown}
      >
        {drawn.map((item) => {
          const row = rows.rows[item.index];
          if (row === undefined) return null;
          const style = { height: item.size, transform: `translateY(${String(item.start)}px)` };
          return row.kind === 'month' ? (
            <div key={item.key} className={styles.month} style={style} aria-hidden="true">
              {row.label}
            </div>
          ) : (
            <DocumentLine
              key={item.key}
              id={`${id}-${String(row.position)}`}
              row={row}
              count={last + 1}
              style={style}
              isActive={row.position === active}
              isOpen={row.document.uniqueId === openId}
              isNew={newSince !== null && Date.parse(row.document.depositedAt) > Date.parse(newSince)}
              isAway={readable?.has(row.document.uniqueId) === false}
              onTake={() => {
                onActive(row.position);
                onOpen(row.document);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

interface DocumentLineProps {
  readonly id: string;
  readonly row: Extract<Row, { kind: 'document' }>;
  readonly count: number;
  readonly style: { readonly height: number; readonly transform: string };
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly isNew: boolean;
  /** It was not read on this post: it opens when the service answers again. */
  readonly isAway: boolean;
  readonly onTake: () => void;
}

function DocumentLine(props: DocumentLineProps) {
  const { id, row, count, style, isActive, isOpen, isNew, isAway, onTake } = props;
  const { document, position } = row;
  return (
    // The list keeps the focus and answers the keys for its lines (aria-activedescendant).
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      aria-selected={isOpen}
      aria-setsize={count}
      aria-posinset={position + 1}
      className={cx(styles.line, isActive && styles.active, isAway && styles.away)}
      style={style}
      onClick={onTake}
    >
      <DocumentGlyph glyph={glyphFor(document.type.code, document.class.code)} />
      <span className={styles.title} title={document.type.label}>
        {document.title}
      </span>
      {isAway ? (
        <span className={styles.awayMark} title={words.away}>
          <CloudOff size={14} role="img" aria-label={words.away} />
        </span>
      ) : null}
      <DocumentBadges document={document} isNew={isNew} />
      <span className={styles.author}>{document.author.name}</span>
      <span className={styles.date}>{shortDate(document.actDate)}</span>
    </div>
  );
}
