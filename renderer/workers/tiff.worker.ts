import { err, ok } from '../../shared/result.ts';
import type { TiffAnswer, TiffQuestion } from './tiff/messages.ts';
import { readTiff, type TiffFile } from './tiff/read.ts';

let file: TiffFile | null = null;

self.onmessage = async (event: MessageEvent<TiffQuestion>) => {
  const question = event.data;
  if (question.kind === 'open') {
    const opened = readTiff(question.bytes);
    file = opened.ok ? opened.value : null;
    answer({ kind: 'opened', pages: opened.ok ? ok(opened.value.sizes) : opened });
    return;
  }
  const page = file === null ? err('DAMAGED' as const) : file.page(question.index);
  if (!page.ok) {
    answer({ kind: 'page', bitmap: page });
    return;
  }
  const { pixels, width, height } = page.value;
  answer({ kind: 'page', bitmap: ok(await createImageBitmap(new ImageData(pixels, width, height))) });
};

function answer(message: TiffAnswer): void {
  self.postMessage(message);
}
