import type { Quarter } from '../pages/layout.ts';
import type { Page } from './engine.ts';

/** Beyond this a canvas costs more memory than sharpness is worth: 64 MB. */
const MAX_CANVAS_PIXELS = 16_000_000;

export interface Painting {
  readonly canvas: HTMLCanvasElement;
  /** Rejects when the page is damaged, or when it was cancelled. */
  readonly done: Promise<void>;
  readonly cancel: () => void;
}

/**
 * Paints a page on a canvas of its own.
 *
 * @param scale CSS pixels (or, for print, dots) per PDF point
 * @param density device pixels per CSS pixel
 */
export function paintPage(page: Page, scale: number, rotation: Quarter, density: number): Painting {
  const viewport = page.getViewport({ scale, rotation: (page.rotate + rotation) % 360 });
  const finest = Math.sqrt(MAX_CANVAS_PIXELS / Math.max(1, viewport.width * viewport.height));
  const ratio = Math.min(density, finest);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(viewport.width * ratio));
  canvas.height = Math.max(1, Math.round(viewport.height * ratio));
  const task = page.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] });
  return { canvas, done: task.promise, cancel: () => task.cancel() };
}

/** Lays the page's words, transparent, over its picture, so that they can be selected and found. */
export async function layText(
  page: Page,
  container: HTMLElement,
  scale: number,
  rotation: Quarter,
): Promise<void> {
  const { TextLayer } = await import('pdfjs-dist');
  const layer = new TextLayer({
    textContentSource: page.streamTextContent(),
    container,
    viewport: page.getViewport({ scale, rotation: (page.rotate + rotation) % 360 }),
  });
  await layer.render();
}

const PRINT_DOTS_PER_POINT = 200 / 72;

/** A page as a picture for the printer, 200 dots an inch. */
export async function printablePage(page: Page, rotation: Quarter): Promise<Blob> {
  const { canvas, done } = paintPage(page, PRINT_DOTS_PER_POINT, rotation, 1);
  await done;
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture of the page')) : resolve(blob)));
  });
}
