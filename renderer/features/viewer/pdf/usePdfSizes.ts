import { useEffect, useState } from 'react';
import type { PageSize } from '../pages/layout.ts';
import type { PdfDocument } from './engine.ts';

/** Pages whose sizes are asked for at once, between two paints. */
const SIZES_BATCH = 32;

/**
 * All pages are taken to be as large as the first one until their own size is known; it is asked for once
 * the parser has nothing more urgent to do.
 */
export function usePdfSizes(pdf: PdfDocument, mayMeasure: boolean): readonly PageSize[] {
  const [sizes, setSizes] = useState<readonly PageSize[]>(() =>
    Array.from({ length: pdf.pageCount }, () => pdf.firstPage),
  );

  useEffect(() => {
    if (!mayMeasure) return undefined;
    const leaving = new AbortController();
    const { signal } = leaving;
    async function measure(): Promise<void> {
      const known: PageSize[] = [pdf.firstPage];
      while (known.length < pdf.pageCount && !signal.aborted) {
        const wanted = Array.from(
          { length: Math.min(SIZES_BATCH, pdf.pageCount - known.length) },
          (_, offset) => pdf.size(known.length + offset).catch(() => pdf.firstPage),
        );
        known.push(...(await Promise.all(wanted)));
      }
      const differs = known.some(
        ({ width, height }) => width !== pdf.firstPage.width || height !== pdf.firstPage.height,
      );
      if (!signal.aborted && differs) setSizes(known);
    }
    void measure();
    return () => leaving.abort();
  }, [pdf, mayMeasure]);

  return sizes;
}
