import { writeLevel1, writeLevel3 } from './cda.ts';
import type { Written } from './content.ts';
import { writeJpeg } from './jpeg.ts';
import { writePdf } from './pdf.ts';
import { drawPicture } from './picture.ts';
import type { PictureName } from './picture.ts';
import { writeRtf, writeText } from './plain.ts';
import { writeTiff } from './tiff.ts';

export type FileForm =
  'pdf' | 'cda1-pdf' | 'cda1-text' | 'cda1-rtf' | 'cda3' | 'text' | 'rtf' | 'jpeg' | 'tiff';

/**
 * Writes one content in the form asked for.
 *
 * @param picture what a JPEG or a TIFF shows
 */
export function writeFile(written: Written, form: FileForm, picture: PictureName | null): Uint8Array {
  switch (form) {
    case 'pdf':
      return writePdf(written);
    case 'cda1-pdf':
      return writeLevel1(written, 'application/pdf', writePdf(written));
    case 'cda1-text':
      return writeLevel1(written, 'text/plain', writeText(written));
    case 'cda1-rtf':
      return writeLevel1(written, 'text/rtf', writeRtf(written));
    case 'cda3':
      return writeLevel3(written);
    case 'text':
      return writeText(written);
    case 'rtf':
      return writeRtf(written);
    case 'jpeg':
      return writeJpeg(drawPicture(picture ?? 'chest'));
    case 'tiff':
      return writeTiff(drawPicture(picture ?? 'chest'));
  }
}
