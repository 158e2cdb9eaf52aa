import type { Picture } from './picture.ts';

const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;

/** Writes a TIFF of one page, grey and uncompressed, 72 points an inch. */
export function writeTiff({ width, height, points }: Picture): Uint8Array {
  const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
    [256, LONG, width],
    [257, LONG, height],
    // Eight bits a point, no compression, black is zero.
    [258, SHORT, 8],
    [259, SHORT, 1],
    [262, SHORT, 1],
    [273, LONG, 8],
    [277, SHORT, 1],
    [278, LONG, height],
    [279, LONG, points.length],
    [282, RATIONAL, 8 + points.length],
    [283, RATIONAL, 8 + points.length],
    [296, SHORT, 2],
  ];
  const resolutionAt = 8 + points.length;
  const directoryAt = resolutionAt + 8;
  const bytes = new Uint8Array(directoryAt + 2 + entries.length * 12 + 4);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 0x2a, 0x00]);
  view.setUint32(4, directoryAt, true);
  bytes.set(points, 8);
  view.setUint32(resolutionAt, 72, true);
  view.setUint32(resolutionAt + 4, 1, true);
  view.setUint16(directoryAt, entries.length, true);
  for (const [at, [tag, type, value]] of entries.entries()) {
    const offset = directoryAt + 2 + at * 12;
    view.setUint16(offset, tag, true);
    view.setUint16(offset + 2, type, true);
    view.setUint32(offset + 4, 1, true);
    if (type === SHORT) view.setUint16(offset + 8, value, true);
    else view.setUint32(offset + 8, value, true);
  }
  return bytes;
}
