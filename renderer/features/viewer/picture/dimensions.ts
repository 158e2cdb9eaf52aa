/** Size of a picture, in pixels, as its header announces it. */
export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/**
 * Reads the size of a JPEG or PNG from its header, before anything is decoded: a file of a few kilobytes can
 * announce gigabytes of pixels.
 *
 * @returns null when there is no such header
 */
export function dimensionsOf(bytes: Uint8Array): Dimensions | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return pngDimensions(view);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegDimensions(view);
  return null;
}

/** IHDR is the first chunk, at a fixed place (PNG 11.2.1). */
function pngDimensions(view: DataView): Dimensions | null {
  return view.byteLength < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) };
}

/** SOF0 to SOF15 carry the size, but for C4 (tables), C8 (reserved) and CC (conditioning) (ITU T.81, B.1.1.3). */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Markers without a length: TEM, RST0 to RST7, and fill bytes. */
const isBare = (marker: number): boolean =>
  marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) || marker === 0xff;

function jpegDimensions(view: DataView): Dimensions | null {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (isBare(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (isFrameHeader(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
