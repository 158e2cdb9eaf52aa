import utif, { type IFD } from 'utif2';
import { err, ok, type Result } from '../../../shared/result.ts';
import { MAX_IMAGE_PIXELS } from '../limits.ts';
import type { TiffProblem, TiffSize } from './messages.ts';

const MAX_PAGES = 500;
const WIDTH = 't256';
const HEIGHT = 't257';

interface TiffPixels {
  readonly width: number;
  readonly height: number;
  /** RGBA, 8 bits a channel. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

export interface TiffFile {
  readonly sizes: readonly TiffSize[];
  page(index: number): Result<TiffPixels, TiffProblem>;
}

/** A number of a tag of the file's directory, before any pixel is decoded. */
function tagNumber(directory: IFD, tag: string): number {
  const value = directory[tag];
  const first = Array.isArray(value) ? Number(value[0]) : 0;
  return Number.isInteger(first) && first > 0 ? first : 0;
}

/** Opens a TIFF file; a page is decoded when it is asked for, and only if its directory announces a sane size. */
export function readTiff(bytes: Uint8Array): Result<TiffFile, TiffProblem> {
  const buffer = new Uint8Array(bytes).buffer;
  let directories: IFD[];
  try {
    directories = utif.decode(buffer).filter((each) => tagNumber(each, WIDTH) * tagNumber(each, HEIGHT) > 0);
  } catch {
    return err('DAMAGED');
  }
  if (directories.length === 0) return err('DAMAGED');
  if (directories.length > MAX_PAGES) return err('TOO_LARGE');

  return ok({
    sizes: directories.map((each) => ({ width: tagNumber(each, WIDTH), height: tagNumber(each, HEIGHT) })),
    page(index) {
      const directory = directories[index];
      if (directory === undefined) return err('DAMAGED');
      if (tagNumber(directory, WIDTH) * tagNumber(directory, HEIGHT) > MAX_IMAGE_PIXELS)
        return err('TOO_LARGE');
      try {
        utif.decodeImage(buffer, directory);
        const pixels = new Uint8ClampedArray(utif.toRGBA8(directory));
        const { width, height } = directory;
        // The next page needs the memory of this one.
        directory.data = new Uint8Array();
        return pixels.length === width * height * 4 ? ok({ width, height, pixels }) : err('DAMAGED');
      } catch {
        return err('DAMAGED');
      }
    },
  });
}
