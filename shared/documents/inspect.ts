import type { CdaHeader } from '../cda/document.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { formatOfFile } from './format.ts';
import type { DocumentFormat, TemplateFormats } from './format.ts';
import { recogniseFile } from './recognise.ts';
import type { RecognisedFile } from './recognise.ts';

export type FileProblem =
  'EMPTY' | 'TOO_LARGE' | 'FORMAT_REFUSED' | 'CONTENT_MISMATCH' | 'PASSWORD_PROTECTED' | 'DAMAGED';

export interface AcceptedFile {
  readonly kind: RecognisedFile['kind'];
  readonly format: DocumentFormat;
  /** What a CDA document says of itself; null for other files. */
  readonly header: CdaHeader | null;
}

const KINDS_BY_EXTENSION: Readonly<Record<string, readonly RecognisedFile['kind'][]>> = {
  pdf: ['pdf'],
  jpg: ['jpeg'],
  jpeg: ['jpeg'],
  png: ['png'],
  tif: ['tiff'],
  tiff: ['tiff'],
  rtf: ['rtf'],
  txt: ['text'],
  text: ['text'],
  xml: ['cda', 'brokenCda'],
  cda: ['cda', 'brokenCda'],
  ...Object.fromEntries(
    'htm html svg xsl xslt zip gz 7z rar doc docx odt xls xlsx exe js bat sh gif bmp webp heic dcm'
      .split(' ')
      .map((extension) => [extension, ['foreign'] as const]),
  ),
};

/**
 * Judges a file before it may be deposited (docs/rules.md 3, step 6; the service judges again).
 *
 * @param maxBytes `documentMaxBytes` of the parameters
 * @returns the format under which it goes, or the first reason against it: a name that promises another
 *   format than the bytes have counts as `CONTENT_MISMATCH`, even where the bytes alone would pass
 */
export function inspectFile(
  fileName: string,
  bytes: Uint8Array,
  maxBytes: number,
  templates: TemplateFormats,
): Result<AcceptedFile, FileProblem> {
  if (isBlank(bytes)) return err('EMPTY');
  if (bytes.length > maxBytes) return err('TOO_LARGE');
  const file = recogniseFile(bytes);
  const promised = KINDS_BY_EXTENSION[extensionOf(fileName)];
  if (promised !== undefined && !promised.includes(file.kind)) return err('CONTENT_MISMATCH');
  if (file.kind === 'brokenCda' || ('damaged' in file && file.damaged)) return err('DAMAGED');
  if (file.kind === 'pdf' && file.encrypted) return err('PASSWORD_PROTECTED');
  const format = formatOfFile(file, templates);
  if (format === null) return err('FORMAT_REFUSED');
  return ok({ kind: file.kind, format, header: file.kind === 'cda' ? file.document.header : null });
}

/** Nothing, or nothing but white space. */
function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

function extensionOf(fileName: string): string {
  return /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}
