import type { CdaDocument } from '../../../../shared/cda/document.ts';
import { writeCda } from '../../../../shared/cda/write.ts';
import type { FileOfKind } from '../../../../shared/documents/format.ts';
import { aroundFile, structured } from './cda.ts';
import type { Written } from './content.ts';
import { writeJpeg } from './jpeg.ts';
import { writePdf } from './pdf.ts';
import { drawPicture } from './picture.ts';
import type { PictureName } from './picture.ts';
import { writeRtf, writeText } from './plain.ts';
import { writeTiff } from './tiff.ts';

export type FileForm =
  'pdf' | 'cda1-pdf' | 'cda1-text' | 'cda1-rtf' | 'cda3' | 'text' | 'rtf' | 'jpeg' | 'tiff';

export interface WrittenFile {
  readonly file: FileOfKind;
  readonly bytes: Uint8Array;
}

/**
 * Writes one content in the form asked for.
 *
 * @param picture what a JPEG or a TIFF shows
 */
export function writeFile(written: Written, form: FileForm, picture: PictureName | null): WrittenFile {
  switch (form) {
    case 'pdf':
      return { file: { kind: 'pdf' }, bytes: writePdf(written) };
    case 'cda1-pdf':
      return clinical(aroundFile(written, 'application/pdf', writePdf(written)));
    case 'cda1-text':
      return clinical(aroundFile(written, 'text/plain', writeText(written)));
    case 'cda1-rtf':
      return clinical(aroundFile(written, 'text/rtf', writeRtf(written)));
    case 'cda3':
      return clinical(structured(written));
    case 'text':
      return { file: { kind: 'text' }, bytes: writeText(written) };
    case 'rtf':
      return { file: { kind: 'rtf' }, bytes: writeRtf(written) };
    case 'jpeg':
      return { file: { kind: 'jpeg' }, bytes: writeJpeg(drawPicture(picture ?? 'chest')) };
    case 'tiff':
      return { file: { kind: 'tiff' }, bytes: writeTiff(drawPicture(picture ?? 'chest')) };
  }
}

function clinical(document: CdaDocument): WrittenFile {
  return { file: { kind: 'cda', document }, bytes: writeCda(document) };
}
