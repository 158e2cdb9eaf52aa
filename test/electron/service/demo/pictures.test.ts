import { OPS, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PDFDocument from 'pdfkit';
import UTIF from 'utif2';
import { describe, expect, it } from 'vitest';
import { writeJpeg } from '../../../../electron/service/demo/writing/jpeg.ts';
import { drawPicture } from '../../../../electron/service/demo/writing/picture.ts';
import type { Picture } from '../../../../electron/service/demo/writing/picture.ts';
import { writeTiff } from '../../../../electron/service/demo/writing/tiff.ts';

/** Decodes a grey JPEG with a decoder that others wrote: that of pdf.js, by way of a page around it. */
async function decodeJpeg(jpeg: Uint8Array, { width, height }: Picture): Promise<Uint8Array> {
  const page = new PDFDocument({ size: [width, height], margin: 0 });
  page.image(Buffer.from(jpeg), 0, 0);
  page.end();
  const written: unknown = page.read();
  if (!(written instanceof Uint8Array)) throw new Error('no page');
  const pdf = await getDocument({
    data: new Uint8Array(written),
    verbosity: 0,
    isOffscreenCanvasSupported: false,
  }).promise;
  const sheet = await pdf.getPage(1);
  const list = await sheet.getOperatorList();
  const at = list.fnArray.indexOf(OPS.paintImageXObject);
  const name: unknown = list.argsArray[at]?.[0];
  const image = await new Promise<{ data: Uint8Array; width: number }>((resolve) => {
    sheet.objs.get(String(name), resolve);
  });
  await pdf.loadingTask.destroy();
  return image.data;
}

describe('pictures of the demo', () => {
  it('come out of the TIFF as they went in', () => {
    const picture = drawPicture('chest');
    const bytes = writeTiff(picture);
    const [page] = UTIF.decode(bytes.buffer as ArrayBuffer);
    if (page === undefined) throw new Error('no page');
    UTIF.decodeImage(bytes.buffer as ArrayBuffer, page);
    expect([page.width, page.height]).toEqual([picture.width, picture.height]);
    const rgba = UTIF.toRGBA8(page);
    expect(Uint8Array.from(picture.points, (_, at) => rgba[at * 4] ?? 0)).toEqual(picture.points);
  });

  it.each(['wrist', 'skin', 'ecg'] as const)(
    'come out of the JPEG nearly as they went in: %s',
    async (name) => {
      const picture = drawPicture(name);
      const decoded = await decodeJpeg(writeJpeg(picture), picture);
      const channels = decoded.length / picture.points.length;
      let error = 0;
      for (const [at, point] of picture.points.entries())
        error += Math.abs(point - (decoded[at * channels] ?? 0));
      expect(error / picture.points.length).toBeLessThan(8);
    },
  );

  it('take any size, also one that no block divides', async () => {
    const picture: Picture = {
      width: 13,
      height: 9,
      points: Uint8Array.from({ length: 117 }, (_, at) => (at * 2) % 256),
    };
    const decoded = await decodeJpeg(writeJpeg(picture), picture);
    expect(decoded.length % 117).toBe(0);
  });
});
