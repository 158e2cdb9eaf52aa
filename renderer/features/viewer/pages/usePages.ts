import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import {
  anchorAt,
  currentPage,
  layOut,
  offsetOf,
  paintedRange,
  type Anchor,
  type Layout,
  type PageSize,
  type Quarter,
  type Viewport,
  type Zoom,
} from './layout.ts';

export interface Pages {
  readonly layout: Layout;
  /** First and last page to keep painted. */
  readonly painted: readonly [number, number];
  readonly current: number;
  readonly viewport: Viewport;
  readonly scrolled: () => void;
  readonly goTo: (page: number) => void;
}

/** Lays the pages of a document out in a scroller, and keeps what is read in place when sizes change. */
export function usePages(
  sizes: readonly PageSize[],
  scroller: RefObject<HTMLDivElement | null>,
  zoom: Zoom,
  rotation: Quarter,
  ahead: number,
): Pages {
  const viewport = useViewport(scroller);
  const [scrollTop, setScrollTop] = useState(0);
  const layout = useMemo(() => layOut(sizes, zoom, rotation, viewport), [sizes, zoom, rotation, viewport]);
  const anchor = useRef<Anchor>({ page: 0, share: 0 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const { page, share } = anchor.current;
    element.scrollTo({ top: page === 0 && share <= 0 ? 0 : offsetOf(layout, anchor.current) });
  }, [layout, scroller]);

  const scrolled = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    anchor.current = anchorAt(layout, top);
    setScrollTop(top);
  }, [layout, scroller]);

  const goTo = useCallback(
    (page: number) => {
      const box = layout.boxes[Math.min(Math.max(page, 0), layout.boxes.length - 1)];
      if (box !== undefined) scroller.current?.scrollTo({ top: box.top - 4 });
    },
    [layout, scroller],
  );

  return {
    layout,
    painted: paintedRange(layout, scrollTop, viewport.height, ahead),
    current: currentPage(layout, scrollTop, viewport.height),
    viewport,
    scrolled,
    goTo,
  };
}

function useViewport(scroller: RefObject<HTMLDivElement | null>): Viewport {
  const [viewport, setViewport] = useState<Viewport>({ width: 800, height: 600 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void =>
      setViewport((last) =>
        last.width === element.clientWidth && last.height === element.clientHeight
          ? last
          : { width: element.clientWidth, height: element.clientHeight },
      );
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  return viewport;
}
