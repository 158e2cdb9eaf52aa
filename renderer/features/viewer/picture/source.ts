import { err, ok, type Result } from '../../../../shared/result.ts';
import { isolate, type IsolationFailure } from '../../../workers/isolated.ts';
import { MAX_IMAGE_PIXELS } from '../../../workers/limits.ts';
import type { TiffAnswer, TiffProblem, TiffQuestion } from '../../../workers/tiff/messages.ts';
import tiffWorker from '../../../workers/tiff.worker.ts?worker&url';
import type { PageSize } from '../pages/layout.ts';
import { dimensionsOf } from './dimensions.ts';

export type PictureProblem = 'DAMAGED' | 'TOO_LARGE' | 'TOO_SLOW';

/** Pages that are pictures: one for a photograph, as many as were scanned for a TIFF. */
export interface Pictures {
  /** Pixels of each page; a pixel is a 96th of an inch. */
  readonly sizes: readonly PageSize[];
  /** An element that shows the page, made anew at each call. */
  element(page: number): Promise<HTMLElement>;
  /** The page as a file that the browser can decode. */
  blob(page: number): Promise<Blob>;
  close(): void;
}

const POINTS_PER_PIXEL = 72 / 96;
const inPoints = (width: number, height: number): PageSize => ({
  width: width * POINTS_PER_PIXEL,
  height: height * POINTS_PER_PIXEL,
});

/** Opens a JPEG or a PNG: its announced size is checked before the browser decodes it. */
export async function openPicture(
  bytes: Uint8Array,
  mediaType: string,
): Promise<Result<Pictures, PictureProblem>> {
  const announced = dimensionsOf(bytes);
  if (announced === null) return err('DAMAGED');
  if (announced.width * announced.height > MAX_IMAGE_PIXELS) return err('TOO_LARGE');

  const blob = new Blob([new Uint8Array(bytes)], { type: mediaType });
  const address = URL.createObjectURL(blob);
  const image = await decoded(address);
  if (image === null) {
    URL.revokeObjectURL(address);
    return err('DAMAGED');
  }
  return ok({
    // As the browser shows it: a photograph may say which way is up (EXIF).
    sizes: [inPoints(image.naturalWidth, image.naturalHeight)],
    element: async () => (await decoded(address)) ?? image,
    blob: () => Promise.resolve(blob),
    close: () => URL.revokeObjectURL(address),
  });
}

async function decoded(address: string): Promise<HTMLImageElement | null> {
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
    return image;
  } catch {
    return null;
  }
}

const slowOrDamaged = (failure: IsolationFailure): PictureProblem =>
  failure === 'TIMEOUT' ? 'TOO_SLOW' : 'DAMAGED';

/** Opens a TIFF in a worker of its own, which decodes a page when it is to be seen. */
export async function openTiff(bytes: Uint8Array): Promise<Result<Pictures, PictureProblem>> {
  const reader = isolate<TiffQuestion, TiffAnswer>(tiffWorker);
  let queue: Promise<unknown> = Promise.resolve();

  /** One question at a time: pages that come into sight together wait for each other. */
  function ask(question: TiffQuestion): Promise<Result<TiffAnswer, IsolationFailure>> {
    const answer = queue.then(() => reader.ask(question));
    queue = answer;
    return answer;
  }

  async function bitmap(index: number): Promise<ImageBitmap> {
    const answer = await ask({ kind: 'page', index });
    if (!answer.ok || answer.value.kind !== 'page' || !answer.value.bitmap.ok)
      throw new Error('page not decoded');
    return answer.value.bitmap.value;
  }

  const opened = await ask({ kind: 'open', bytes });
  const problem = openProblem(opened);
  if (problem !== null || !opened.ok || opened.value.kind !== 'opened' || !opened.value.pages.ok) {
    reader.end();
    return err(problem ?? 'DAMAGED');
  }
  return ok({
    sizes: opened.value.pages.value.map(({ width, height }) => inPoints(width, height)),
    element: async (page) => canvasOf(await bitmap(page)),
    blob: async (page) => blobOf(canvasOf(await bitmap(page))),
    close: () => reader.end(),
  });
}

function openProblem(opened: Result<TiffAnswer, IsolationFailure>): PictureProblem | TiffProblem | null {
  if (!opened.ok) return slowOrDamaged(opened.error);
  return opened.value.kind === 'opened' && !opened.value.pages.ok ? opened.value.pages.error : null;
}

function canvasOf(bitmap: ImageBitmap): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas;
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture of the page')) : resolve(blob)));
  });
}
