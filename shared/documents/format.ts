import type { CdaDocument } from '../cda/document.ts';
import { isClinicalDocument } from '../cda/read.ts';
import { parseXml } from '../cda/xml.ts';
import { beginsAs, isUtf8, recogniseFile } from './recognise.ts';
import type { RecognisedFile } from './recognise.ts';

/** Format code of the PDSm examples, which says nothing of the format: it is read from the content. */
export const MIME_TYPE_SUFFICIENT = 'urn:ihe:iti:xds:2017:mimeTypeSufficient';
/** A structured document of no model of the national framework (JDV_J60). */
const UNLISTED_MODEL = 'urn:asipSante:modelesHorsProfils:2011';
const XML_TYPES: ReadonlySet<string> = new Set([
  'text/xml',
  'application/xml',
  'application/hl7-cda+xml',
  'application/hl7-v3+xml',
]);

/** A format whose body is one file, alone or wrapped in a CDA document of level 1 (JDV_J60, level N1). */
interface PlainFormat {
  readonly code: string;
  readonly kind: 'pdf' | 'text' | 'rtf' | 'jpeg' | 'tiff';
  /** The first one is written, the others are read. */
  readonly mediaTypes: readonly [string, ...string[]];
}

const PLAIN_FORMATS: readonly PlainFormat[] = [
  { code: 'urn:ihe:iti:xds-sd:pdf:2008', kind: 'pdf', mediaTypes: ['application/pdf'] },
  { code: 'urn:ihe:iti:xds-sd:text:2008', kind: 'text', mediaTypes: ['text/plain'] },
  { code: 'urn:ihe:iti-fr:xds-sd:rtf:2010', kind: 'rtf', mediaTypes: ['text/rtf', 'application/rtf'] },
  { code: 'urn:ihe:iti-fr:xds-sd:jpeg:2010', kind: 'jpeg', mediaTypes: ['image/jpeg'] },
  { code: 'urn:ihe:iti-fr:xds-sd:tiff:2010', kind: 'tiff', mediaTypes: ['image/tiff'] },
];

/** Template of a CDA document → its format code, most specific first (`resources/terminologies/cda-formats.json`). */
export type TemplateFormats = readonly { readonly template: string; readonly format: string }[];

export interface DocumentFormat {
  readonly code: string;
  readonly mediaType: string;
}

/** A file whose kind is known: recognised by its bytes, or just written. */
export type FileOfKind =
  | { readonly kind: 'cda'; readonly document: CdaDocument }
  | { readonly kind: Exclude<RecognisedFile['kind'], 'cda'> };

/** The format under which a file is deposited; null when the DMP knows none (PNG, foreign files). */
export function formatOfFile(file: FileOfKind, templates: TemplateFormats): DocumentFormat | null {
  if (file.kind === 'cda') return { code: formatOfCda(file.document, templates), mediaType: 'text/xml' };
  const plain = PLAIN_FORMATS.find((format) => format.kind === file.kind);
  return plain === undefined ? null : { code: plain.code, mediaType: plain.mediaTypes[0] };
}

/**
 * The code of JDV_J60 that a deposit means: its own, or what stands behind "mimeTypeSufficient"
 * (the media type, for XML the body of level 1 or the declared template of level 3).
 *
 * @returns null when the media type has no format in the DMP
 */
export function readFormatCode(
  declared: string,
  mediaType: string,
  bytes: Uint8Array,
  templates: TemplateFormats,
): string | null {
  if (declared !== MIME_TYPE_SUFFICIENT) return declared;
  const type = bareMediaType(mediaType);
  if (!XML_TYPES.has(type)) return plainByMediaType(type)?.code ?? null;
  const file = recogniseFile(bytes);
  return file.kind === 'cda' ? formatOfCda(file.document, templates) : UNLISTED_MODEL;
}

/**
 * Whether bytes and media type are what a format code says (docs/rules.md 3, step 6). A PDF, text, RTF, JPEG
 * or TIFF may come bare or as the body of a CDA document of level 1; every other code means CDA.
 */
export function contentMatchesFormat(code: string, mediaType: string, bytes: Uint8Array): boolean {
  const type = bareMediaType(mediaType);
  const plain = PLAIN_FORMATS.find((format) => format.code === code);
  if (plain === undefined) return XML_TYPES.has(type) && isClinicalXml(bytes);
  if (XML_TYPES.has(type)) {
    const file = recogniseFile(bytes);
    return (
      file.kind === 'cda' &&
      file.document.body.level === 1 &&
      plain.mediaTypes.includes(file.document.body.mediaType)
    );
  }
  if (!plain.mediaTypes.includes(type)) return false;
  return plain.kind === 'text' ? isUtf8(bytes) : beginsAs(plain.kind, bytes);
}

function formatOfCda(document: CdaDocument, templates: TemplateFormats): string {
  if (document.body.level === 1) return plainByMediaType(document.body.mediaType)?.code ?? UNLISTED_MODEL;
  const declared = new Set(document.header.templateIds);
  return templates.find(({ template }) => declared.has(template))?.format ?? UNLISTED_MODEL;
}

function isClinicalXml(bytes: Uint8Array): boolean {
  const parsed = parseXml(bytes);
  return parsed.ok && isClinicalDocument(parsed.value);
}

function plainByMediaType(type: string): PlainFormat | undefined {
  return PLAIN_FORMATS.find((format) => format.mediaTypes.includes(type));
}

/** Without its parameters: `text/plain; charset=utf-8` is `text/plain`. */
function bareMediaType(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}
