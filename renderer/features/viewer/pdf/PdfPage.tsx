import { useEffect, useRef, useState } from 'react';
import { markCurrent, markMatches } from '../find/highlight.ts';
import { rangesUnder } from '../find/dom.ts';
import type { Span } from '../find/fold.ts';
import { within } from '../../../workers/within.ts';
import { words } from '../messages.ts';
import type { PdfDocument } from './engine.ts';
import type { PageBox, Quarter } from '../pages/layout.ts';
import { whenIdle } from './idle.ts';
import { layText, paintPage } from './paint.ts';
import styles from './Pdf.module.css';

export interface PdfPageProps {
  readonly document: PdfDocument;
  readonly index: number;
  readonly box: PageBox;
  readonly rotation: Quarter;
  /** What was found on this page, and which of it the person stands on. */
  readonly spans: readonly Span[];
  readonly current: Span | null;
  readonly onPainted?: (() => void) | undefined;
}

/** A large scan takes a second or two; what takes this long will not end. */
const PAINTING_LIMIT_MS = 15_000;

/** One page: its picture, and its words over it. The old picture stays, stretched, until the new one is ready. */
export function PdfPage({ document: pdf, index, box, rotation, spans, current, onPainted }: PdfPageProps) {
  const picture = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [status, setStatus] = useState<'painting' | 'painted' | 'failed'>('painting');
  const [textReady, setTextReady] = useState(0);

  useEffect(() => {
    let cancelled = false;
    let stop = (): void => {};

    async function paint(): Promise<void> {
      const page = await pdf.page(index);
      if (cancelled) return;
      const painting = paintPage(page, box.scale, rotation, window.devicePixelRatio);
      stop = painting.cancel;
      if ((await within(PAINTING_LIMIT_MS, painting.done)) === 'TIMEOUT') {
        painting.cancel();
        throw new Error('the page takes too long to paint');
      }
      if (cancelled || picture.current === null || text.current === null) return;
      picture.current.replaceChildren(painting.canvas);
      setStatus('painted');
      onPainted?.();
      text.current.replaceChildren();
      await whenIdle();
      if (cancelled || text.current === null) return;
      await layText(page, text.current, box.scale, rotation);
      if (!cancelled) setTextReady((version) => version + 1);
    }

    paint().catch(() => {
      if (!cancelled) setStatus('failed');
    });
    return () => {
      cancelled = true;
      stop();
    };
  }, [pdf, index, box.scale, rotation, onPainted]);

  useEffect(() => {
    const layer = text.current;
    if (layer === null || textReady === 0) return undefined;
    markMatches(layer, rangesUnder(layer, spans));
    return () => markMatches(layer, []);
  }, [spans, textReady]);

  useEffect(() => {
    const layer = text.current;
    if (layer === null || textReady === 0 || current === null) return undefined;
    const [range] = rangesUnder(layer, [current]);
    markCurrent(range ?? null);
    range?.startContainer.parentElement?.scrollIntoView({ block: 'center', inline: 'nearest' });
    return () => markCurrent(null);
  }, [current, textReady]);

  return (
    <section
      className={styles.page}
      style={{ top: box.top, width: box.width, height: box.height }}
      aria-label={words.pageOf(index + 1, pdf.pageCount)}
    >
      <div ref={picture} className={styles.picture} aria-hidden />
      <div
        ref={text}
        className={styles.text}
        style={{ '--total-scale-factor': String(box.scale) } as React.CSSProperties}
      />
      {status === 'failed' ? <p className={styles.failed}>{words.pageFailed}</p> : null}
    </section>
  );
}
