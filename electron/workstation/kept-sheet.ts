import type { RecordView } from '../../shared/bridge/record.ts';
import type { RecognisedFile } from '../../shared/documents/recognise.ts';
import { beginsAs, recogniseFile } from '../../shared/documents/recognise.ts';
import { textOfFile } from '../../shared/documents/text.ts';
import type { ReadBinary } from '../gateway/binary.ts';
import type { DeclaredConsent } from '../gateway/consent.ts';
import type { Sheet } from '../gateway/sheet.ts';
import type { KeptRecord, KeptSheet } from '../store/cache/kept-record.ts';

/** A sheet as it is kept. */
export function keptSheet(sheet: Sheet): KeptSheet {
  const attachment = sheet.content[0]?.attachment;
  return {
    uniqueId: sheet.masterIdentifier.value,
    digest: attachment?.hash ?? attachment?.url ?? '',
    title: [attachment?.title, sheet.type?.text].filter(Boolean).join('\n'),
    sheet: JSON.stringify(sheet),
  };
}

/** Keeps a view with what was written down when the right was declared. */
export function keepView(record: KeptRecord, view: RecordView, declared: DeclaredConsent | null): void {
  record.setFact('view', JSON.stringify(view));
  record.setFact('declared', JSON.stringify(declared));
}

/** Keeps a list, as the service gave it at that instant. */
export async function keepList(record: KeptRecord, sheets: readonly Sheet[], at: string): Promise<void> {
  await record.setSheets(sheets.map(keptSheet));
  record.setFact('listedAt', at);
}

/** Keeps a document whose sheet is kept, with the words that it says. */
export function keepDocument(
  record: KeptRecord,
  sheet: Sheet,
  { bytes, mediaType, warnings }: ReadBinary,
  at: string,
): Promise<void> {
  return record.keepDocument(
    sheet.masterIdentifier.value,
    { bytes: Buffer.from(bytes), mediaType, warnings, readAt: at },
    () => saidBy(bytes),
  );
}

/** undefined: its words are on the pages of a PDF. */
function saidBy(bytes: Uint8Array): string | undefined {
  const file = recogniseFile(bytes);
  if (pdfIn(file, bytes) !== undefined) return undefined;
  // A picture in the place of the text of a CDA document has no words, whatever its header says.
  if (file.kind === 'cda' && file.document.body.level === 1 && !isWritten(file.document.body.mediaType))
    return '';
  return textOfFile(file, bytes);
}

const isWritten = (mediaType: string): boolean => mediaType.startsWith('text/');

/**
 * The PDF that a file is, or that stands in a CDA document in the place of its text; undefined: none.
 *
 * @param file what the bytes were recognised as
 */
export function pdfIn(file: RecognisedFile, bytes: Uint8Array): Uint8Array | undefined {
  if (file.kind === 'pdf') return bytes;
  if (file.kind !== 'cda') return undefined;
  const { body } = file.document;
  return body.level !== 3 && beginsAs('pdf', body.bytes) ? body.bytes : undefined;
}
