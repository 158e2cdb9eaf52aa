import utif from 'utif2';
import { describe, expect, it } from 'vitest';
import { dimensionsOf } from '../../../../renderer/features/viewer/picture/dimensions.ts';
import { MAX_IMAGE_PIXELS } from '../../../../renderer/workers/limits.ts';
import { readTiff } from '../../../../renderer/workers/tiff/read.ts';

const png = (width: number, height: number): Uint8Array => {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
};

/** APP0 of 16 bytes, a fill byte, then a progressive frame. */
const jpeg = (width: number, height: number, frame = 0xc2): Uint8Array =>
  Uint8Array.from(
    [0xff, 0xd8, 0xff, 0xe0, 0, 16, ...new Uint8Array(14), 0xff].concat([
      0xff,
      frame,
      0,
      17,
      8,
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      3,
      0,
      0,
      0,
    ]),
  );

const tiff = (width: number, height: number): Uint8Array =>
  new Uint8Array(utif.encodeImage(new Uint8Array(width * height * 4).fill(128), width, height));

describe('the size of a picture, before it is decoded', () => {
  it('is read from the header of PNG and of JPEG', () => {
    expect(dimensionsOf(png(1200, 800))).toEqual({ width: 1200, height: 800 });
    expect(dimensionsOf(jpeg(640, 480))).toEqual({ width: 640, height: 480 });
  });

  it('is not read from tables that look like a frame', () => {
    expect(dimensionsOf(jpeg(640, 480, 0xc4))).toBeNull();
  });

  it('is unknown for anything else, and for a header cut short', () => {
    expect(dimensionsOf(png(10, 10).subarray(0, 20))).toBeNull();
    expect(dimensionsOf(jpeg(10, 10).subarray(0, 25))).toBeNull();
    expect(dimensionsOf(new Uint8Array(8))).toBeNull();
  });
});

describe('a TIFF scan', () => {
  it('gives its pages and their pixels', () => {
    const file = readTiff(tiff(30, 20));
    if (!file.ok) throw new Error(file.error);
    expect(file.value.sizes).toEqual([{ width: 30, height: 20 }]);
    const page = file.value.page(0);
    expect(page.ok && page.value.pixels.length).toBe(30 * 20 * 4);
    expect(file.value.page(1)).toEqual({ ok: false, error: 'DAMAGED' });
  });

  it('refuses a page that announces too many pixels, before it decodes any', () => {
    const bytes = tiff(30, 20);
    const view = new DataView(bytes.buffer);
    const little = bytes[0] === 0x49;
    const directory = view.getUint32(4, little);
    // Width (256) and height (257) become 65 000 each.
    for (let entry = 0; entry < view.getUint16(directory, little); entry += 1) {
      const at = directory + 2 + entry * 12;
      if (![256, 257].includes(view.getUint16(at, little))) continue;
      view.setUint16(at + 2, 4, little);
      view.setUint32(at + 8, 65_000, little);
    }
    const file = readTiff(bytes);
    if (!file.ok) throw new Error(file.error);
    expect((file.value.sizes[0]?.width ?? 0) * (file.value.sizes[0]?.height ?? 0)).toBeGreaterThan(
      MAX_IMAGE_PIXELS,
    );
    expect(file.value.page(0)).toEqual({ ok: false, error: 'TOO_LARGE' });
  });

  it('says that a cut or foreign file is damaged', () => {
    expect(readTiff(Uint8Array.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]))).toEqual({
      ok: false,
      error: 'DAMAGED',
    });
    expect(readTiff(new Uint8Array(100))).toEqual({ ok: false, error: 'DAMAGED' });
  });
});
