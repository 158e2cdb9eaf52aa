import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { DocumentFrame } from '../DocumentFrame.tsx';
import { useFind, type FindSource } from '../find/useFind.ts';
import { useLatest } from '../useLatest.ts';
import { usePages } from '../pages/usePages.ts';
import { pageKey } from '../pages/keys.ts';
import { PageControls, type PageControlsProps } from '../pages/PageControls.tsx';
import { printablePage } from './paint.ts';
import type { PdfDocument } from './engine.ts';
import { nextQuarter, zoomFactor, type Quarter, type Zoom } from '../pages/layout.ts';
import { whenIdle } from './idle.ts';
import styles from './Pdf.module.css';
import { pageWords } from './page-words.ts';
import { PdfPage } from './PdfPage.tsx';
import { usePdfSizes } from './usePdfSizes.ts';

export interface PdfViewProps {
  readonly document: PdfDocument;
  /** The first page is on the screen. */
  readonly onFirstPage?: () => void;
  /** The words of all its pages were read. */
  readonly onWords?: ((text: string) => void) | undefined;
}

/** A PDF: one column of pages, of which only those in sight are painted. */
export function PdfView({ document: pdf, onFirstPage, onWords }: PdfViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<Zoom>('width');
  const [rotation, setRotation] = useState<Quarter>(0);
  // The parser serves in order: until the first page is there, nothing else is asked of it.
  const [isFirstPainted, setFirstPainted] = useState(false);
  const sizes = usePdfSizes(pdf, isFirstPainted);
  const pages = usePages(sizes, scroller, zoom, rotation, isFirstPainted ? 1 : 0);
  const goTo = useLatest(pages.goTo);

  const source = useMemo(
    (): FindSource => ({
      pageCount: pdf.pageCount,
      text: (page) => pdf.text(page),
      showPage: (page) => goTo.current(page),
    }),
    [pdf, goTo],
  );
  const find = useFind(source);
  const firstPainted = useCallback(() => {
    onFirstPage?.();
    void whenIdle().then(() => setFirstPainted(true));
  }, [onFirstPage]);

  useEffect(() => {
    if (!isFirstPainted || onWords === undefined) return undefined;
    const leaving = new AbortController();
    void pageWords(pdf, leaving.signal).then((text) => {
      if (text !== undefined) onWords(text);
    });
    return () => leaving.abort();
  }, [pdf, isFirstPainted, onWords]);

  const controls: PageControlsProps = {
    page: pages.current,
    count: pdf.pageCount,
    factor: zoomFactor(zoom, pdf.firstPage, rotation, pages.viewport),
    zoom,
    onPage: pages.goTo,
    onZoom: setZoom,
    onTurn: () => setRotation(nextQuarter(rotation)),
  };

  const [first, last] = pages.painted;
  return (
    <DocumentFrame
      find={find}
      ground="desk"
      scroller={scroller}
      onScroll={pages.scrolled}
      onKeyDown={(event) => pageKey(event, controls)}
      printLayout={() => ({
        kind: 'pictures',
        count: pdf.pageCount,
        picture: async (page) => printablePage(await pdf.page(page), rotation),
      })}
      controls={<PageControls {...controls} />}
    >
      <div className={styles.column} style={{ height: pages.layout.height, width: pages.layout.width }}>
        {pages.layout.boxes.slice(first, last + 1).map((box, offset) => {
          const index = first + offset;
          return (
            <PdfPage
              key={index}
              document={pdf}
              index={index}
              box={box}
              rotation={rotation}
              spans={find.spansOf(index)}
              current={find.current?.page === index ? find.current.span : null}
              onPainted={index === 0 ? firstPainted : undefined}
            />
          );
        })}
      </div>
    </DocumentFrame>
  );
}
