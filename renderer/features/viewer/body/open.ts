import type { CdaDocument } from '../../../../shared/cda/document.ts';
import { beginsAs, type ForeignKind, type RecognisedFile } from '../../../../shared/documents/recognise.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { askIsolated } from '../../../workers/isolated.ts';
import recogniseWorker from '../../../workers/recognise.worker.ts?worker&url';
import type { RtfDocument, RtfProblem } from '../../../workers/rtf/document.ts';
import rtfWorker from '../../../workers/rtf.worker.ts?worker&url';
import { openPdf, type PdfDocument } from '../pdf/engine.ts';
import { openPicture, openTiff, type Pictures } from '../picture/source.ts';
import { announcedKind, type FileKind } from './mediaType.ts';
import { decodeText, type DecodedText } from './text.ts';

/** A document ready to be shown. `close` frees what it holds: threads, pictures, pages. */
export type OpenBody =
  | { readonly kind: 'pdf'; readonly pdf: PdfDocument; close(): void }
  | { readonly kind: 'pictures'; readonly pictures: Pictures; close(): void }
  | { readonly kind: 'text'; readonly text: DecodedText; close(): void }
  | { readonly kind: 'rtf'; readonly rtf: RtfDocument; close(): void }
  | { readonly kind: 'cda'; readonly cda: CdaDocument; close(): void };

export type BodyProblem =
  | { readonly code: 'DAMAGED' | 'PASSWORD_PROTECTED' | 'TOO_SLOW' | 'TOO_LARGE' }
  /** Its bytes are something else than what it was announced as; it is not shown at all. */
  | { readonly code: 'DISGUISED'; readonly announced: FileKind; readonly found: FileKind | ForeignKind }
  | { readonly code: 'UNSUPPORTED'; readonly found: ForeignKind };

const nothingToClose = (): void => {};
const problem = <C extends 'DAMAGED' | 'PASSWORD_PROTECTED' | 'TOO_SLOW' | 'TOO_LARGE'>(code: C) =>
  err({ code });

/**
 * Opens the bytes of a document by what they are, never by what was announced; a file that is not what it
 * was announced as is refused.
 *
 * @param announced the media type of the document's sheet, or of the CDA body
 */
export async function openBody(bytes: Uint8Array, announced: string): Promise<Result<OpenBody, BodyProblem>> {
  const expected = announcedKind(announced);
  for (const kind of ['pdf', 'jpeg', 'png', 'tiff', 'rtf'] as const) {
    if (!beginsAs(kind, bytes)) continue;
    if (expected !== null && expected !== kind) {
      return err({ code: 'DISGUISED', announced: expected, found: kind });
    }
    return openSigned(kind, bytes);
  }
  return openByContent(bytes, expected);
}

async function openSigned(
  kind: 'pdf' | 'jpeg' | 'png' | 'tiff' | 'rtf',
  bytes: Uint8Array,
): Promise<Result<OpenBody, BodyProblem>> {
  switch (kind) {
    case 'pdf': {
      const opened = await openPdf(bytes);
      if (!opened.ok) return problem(opened.error);
      return ok({ kind: 'pdf', pdf: opened.value, close: () => opened.value.close() });
    }
    case 'rtf':
      return openRtf(bytes);
    case 'tiff':
    case 'jpeg':
    case 'png': {
      const opened = kind === 'tiff' ? await openTiff(bytes) : await openPicture(bytes, `image/${kind}`);
      if (!opened.ok) return problem(opened.error);
      return ok({ kind: 'pictures', pictures: opened.value, close: () => opened.value.close() });
    }
  }
}

async function openRtf(bytes: Uint8Array): Promise<Result<OpenBody, BodyProblem>> {
  const read = await askIsolated<Uint8Array, Result<RtfDocument, RtfProblem>>(rtfWorker, bytes);
  if (!read.ok) return problem(read.error === 'TIMEOUT' ? 'TOO_SLOW' : 'DAMAGED');
  if (!read.value.ok) return problem(read.value.error === 'TOO_COMPLEX' ? 'TOO_LARGE' : 'DAMAGED');
  return ok({ kind: 'rtf', rtf: read.value.value, close: nothingToClose });
}

/** CDA and text have no signature: they are read whole, in a worker. */
async function openByContent(
  bytes: Uint8Array,
  expected: FileKind | null,
): Promise<Result<OpenBody, BodyProblem>> {
  const read = await askIsolated<Uint8Array, RecognisedFile>(recogniseWorker, bytes);
  if (!read.ok) return problem(read.error === 'TIMEOUT' ? 'TOO_SLOW' : 'DAMAGED');
  const file = read.value;

  if (file.kind === 'cda' && (expected === null || expected === 'cda')) {
    return ok({ kind: 'cda', cda: file.document, close: nothingToClose });
  }
  if (file.kind === 'brokenCda') return problem('DAMAGED');
  const isOldText = file.kind === 'foreign' && file.what === 'unknown' && expected === 'text';
  if ((file.kind === 'text' || isOldText) && (expected === null || expected === 'text')) {
    const text = decodeText(bytes);
    return text === null ? problem('DAMAGED') : ok({ kind: 'text', text, close: nothingToClose });
  }
  const found = file.kind === 'foreign' ? file.what : file.kind;
  if (expected !== null && found !== 'unknown') return err({ code: 'DISGUISED', announced: expected, found });
  // Announced as a format of ours, without so much as its first bytes: what there was is lost.
  if (expected !== null) return problem('DAMAGED');
  return err({ code: 'UNSUPPORTED', found: file.kind === 'foreign' ? file.what : 'unknown' });
}
