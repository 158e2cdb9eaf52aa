import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import '../../../renderer/ui/tokens.css';
import '../../../renderer/ui/base.css';
import { applyFilters, NO_FILTERS } from '../../../renderer/features/record/filters.ts';
import { newestFirst, timeLineRows } from '../../../renderer/features/record/rows.ts';
import { TimeLine } from '../../../renderer/features/record/TimeLine.tsx';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { fakeDocuments } from '../../fixtures/fake-documents.ts';

export interface ListTimes {
  readonly firstPaint: number;
  /** 95th percentile of the time between two frames while scrolling. */
  readonly scrolling: number;
  readonly nodes: number;
}

declare global {
  interface Window {
    readonly list: {
      ours(): Promise<ListTimes>;
      peer(): Promise<ListTimes>;
      /** Takes the list away, so that what it held can be counted. */
      clear(): void;
      /** Milliseconds to filter all documents by an author. */
      filter(): number;
    };
  }
}

const ROW = 32;
const FRAMES = 120;
const documents = fakeDocuments(10_000);
const place = document.getElementById('root') ?? document.body;
let root: Root | null = null;

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Our time line as the record shows it, sorting and months included. */
function Ours() {
  const rows = useMemo(() => timeLineRows(newestFirst(documents)), []);
  return (
    <TimeLine
      label="Documents"
      rows={rows}
      active={0}
      openId={null}
      newSince={null}
      rowHeight={ROW}
      onActive={() => {}}
      onOpen={() => {}}
    />
  );
}

/** The library alone: the same three texts on each line, in the order in which they came. */
function Peer() {
  const scroller = useRef<HTMLDivElement>(null);
  // The library hands out functions that change: the compiler that the rule speaks for is not used.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: documents.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 2,
  });
  return (
    <div ref={scroller} style={{ height: '100%', overflow: 'auto' }}>
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map(({ index, key, start, size }) => {
          const line = documents[index] as DocumentSummary;
          const style = {
            position: 'absolute',
            width: '100%',
            height: size,
            transform: `translateY(${String(start)}px)`,
          } as const;
          return (
            <div key={key} style={style}>
              <span>{line.title}</span> <span>{line.author.name}</span> <span>{line.actDate}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

async function measure(list: ReactElement): Promise<ListTimes> {
  clear();
  await nextFrame();
  const start = performance.now();
  root = createRoot(place);
  root.render(
    <div style={{ display: 'flex', flexDirection: 'column', height: 800, width: 560 }}>{list}</div>,
  );
  while (place.querySelectorAll('span').length < 30) await nextFrame();
  await nextFrame();
  const firstPaint = performance.now() - start;
  const nodes = place.querySelectorAll('*').length;

  const scroller = [...place.querySelectorAll('div')].find(
    (each) => each.scrollHeight > each.clientHeight + ROW,
  );
  if (scroller === undefined) throw new Error('nothing to scroll');
  const gaps: number[] = [];
  let last = await nextFrame();
  for (let frame = 0; frame < FRAMES; frame += 1) {
    scroller.scrollTop += 500;
    const now = await nextFrame();
    gaps.push(now - last);
    last = now;
  }
  return { firstPaint, scrolling: percentile(gaps, 0.95), nodes };
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
}

function clear(): void {
  root?.unmount();
  root = null;
}

function filter(): number {
  const start = performance.now();
  const shown = applyFilters(newestFirst(documents), {
    ...NO_FILTERS,
    author: new Set([documents[0]?.author.id ?? '']),
  });
  timeLineRows(shown);
  return performance.now() - start;
}

Object.assign(window, {
  list: { ours: () => measure(<Ours />), peer: () => measure(<Peer />), clear, filter },
});
