/** Where the pages of a document stand in one long column; all in CSS pixels unless said otherwise. */
export interface PageSize {
  /** PDF points (1/72 inch), before the reader's rotation. */
  readonly width: number;
  readonly height: number;
}

export type Quarter = 0 | 90 | 180 | 270;

/** A fixed factor of the paper's size, or what fits the window. */
export type Zoom = 'width' | 'page' | number;

export interface PageBox {
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** PDF points to CSS pixels. */
  readonly scale: number;
}

export interface Layout {
  readonly boxes: readonly PageBox[];
  readonly width: number;
  readonly height: number;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

export const GAP = 12;
const CSS_PER_POINT = 96 / 72;
const ZOOM_STEPS = [0.25, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5];

function turned(size: PageSize, rotation: Quarter): PageSize {
  return rotation % 180 === 0 ? size : { width: size.height, height: size.width };
}

/** The factor of the paper's size that a zoom stands for on one page. */
export function zoomFactor(zoom: Zoom, size: PageSize, rotation: Quarter, viewport: Viewport): number {
  if (typeof zoom === 'number') return zoom;
  const page = turned(size, rotation);
  const byWidth = (viewport.width - 2 * GAP) / (page.width * CSS_PER_POINT);
  const byHeight = (viewport.height - 2 * GAP) / (page.height * CSS_PER_POINT);
  const fitted = zoom === 'width' ? byWidth : Math.min(byWidth, byHeight);
  return Math.min(Math.max(fitted, 0.1), 5);
}

/** Lays all pages out, one under the other. */
export function layOut(
  sizes: readonly PageSize[],
  zoom: Zoom,
  rotation: Quarter,
  viewport: Viewport,
): Layout {
  const boxes: PageBox[] = [];
  let top = GAP;
  let width = 0;
  for (const size of sizes) {
    const scale = zoomFactor(zoom, size, rotation, viewport) * CSS_PER_POINT;
    const page = turned(size, rotation);
    const box = {
      top,
      width: Math.round(page.width * scale),
      height: Math.round(page.height * scale),
      scale,
    };
    boxes.push(box);
    top += box.height + GAP;
    width = Math.max(width, box.width);
  }
  return { boxes, width: width + 2 * GAP, height: top };
}

/** Index of the page that stands at a height of the column: the last one that begins at or above it. */
function pageAt(layout: Layout, y: number): number {
  let low = 0;
  let high = layout.boxes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((layout.boxes[middle]?.top ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** First and last page to keep painted: what is seen, and `ahead` pages on each side so that turning is instant. */
export function paintedRange(
  layout: Layout,
  scrollTop: number,
  viewportHeight: number,
  ahead: number,
): [number, number] {
  const last = layout.boxes.length - 1;
  return [
    Math.max(0, pageAt(layout, scrollTop) - ahead),
    Math.min(last, pageAt(layout, scrollTop + viewportHeight) + ahead),
  ];
}

/** The page that fills most of the window: the one whose number is shown. */
export function currentPage(layout: Layout, scrollTop: number, viewportHeight: number): number {
  return pageAt(layout, scrollTop + viewportHeight / 2);
}

/** The next zoom up or down from a factor. */
export function stepZoom(factor: number, direction: 1 | -1): number {
  const steps = direction === 1 ? ZOOM_STEPS : [...ZOOM_STEPS].reverse();
  return steps.find((step) => (step - factor) * direction > 0.01) ?? steps.at(-1) ?? factor;
}

const NEXT_QUARTER: Readonly<Record<Quarter, Quarter>> = { 0: 90, 90: 180, 180: 270, 270: 0 };

/** A quarter turn clockwise. */
export const nextQuarter = (rotation: Quarter): Quarter => NEXT_QUARTER[rotation];

/** What stays under the eye when sizes change: a page and how far down it. */
export interface Anchor {
  readonly page: number;
  readonly share: number;
}

export function anchorAt(layout: Layout, y: number): Anchor {
  const page = pageAt(layout, y);
  const box = layout.boxes[page];
  return { page, share: box === undefined ? 0 : (y - box.top) / Math.max(1, box.height) };
}

export function offsetOf(layout: Layout, anchor: Anchor): number {
  const box = layout.boxes[anchor.page];
  return box === undefined ? 0 : Math.max(0, Math.round(box.top + anchor.share * box.height));
}
