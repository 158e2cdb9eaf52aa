import type { CdaDocument } from '../cda/document.ts';
import { isClinicalDocument, readCda } from '../cda/read.ts';
import { xmlRoot } from '../cda/xml.ts';

/** What a file is, judged by its bytes alone: neither its name nor its declared type is believed. */
export type RecognisedFile =
  | PdfFile
  | { readonly kind: 'jpeg' | 'png' | 'tiff'; readonly damaged: boolean }
  | { readonly kind: 'rtf' | 'text' }
  | { readonly kind: 'cda'; readonly document: CdaDocument }
  /** Begins as a CDA document and cannot be read to its end, or holds nothing to show. */
  | { readonly kind: 'brokenCda' }
  | { readonly kind: 'foreign'; readonly what: ForeignKind };

interface PdfFile {
  readonly kind: 'pdf';
  /** As in the first line: `1.4`. */
  readonly version: string;
  /** `1B` for PDF/A-1b, as the file says of itself; null for an ordinary PDF. */
  readonly archival: string | null;
  readonly encrypted: boolean;
  readonly damaged: boolean;
}

export type ForeignKind =
  'html' | 'stylesheet' | 'xml' | 'archive' | 'office' | 'program' | 'image' | 'dicom' | 'unknown';

const FOREIGN_SIGNATURES: readonly (readonly [ForeignKind, readonly number[]])[] = [
  ['archive', [0x50, 0x4b, 0x03, 0x04]],
  ['archive', [0x50, 0x4b, 0x05, 0x06]],
  ['archive', [0x1f, 0x8b]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
  ['office', [0xd0, 0xcf, 0x11, 0xe0]],
  ['program', [0x4d, 0x5a]],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
  ['program', [0xca, 0xfe, 0xba, 0xbe]],
  ['program', [0xcf, 0xfa, 0xed, 0xfe]],
  ['program', [0x23, 0x21]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x42, 0x4d]],
  ['image', [0x52, 0x49, 0x46, 0x46]],
];

/** Tab, line feed, form feed, carriage return. */
const LAYOUT: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d]);

type SignedKind = 'pdf' | 'rtf' | 'jpeg' | 'png' | 'tiff';

const SIGNATURES: Readonly<Record<SignedKind, readonly (readonly number[])[]>> = {
  pdf: [[0x25, 0x50, 0x44, 0x46, 0x2d]],
  rtf: [[0x7b, 0x5c, 0x72, 0x74, 0x66]],
  jpeg: [[0xff, 0xd8, 0xff]],
  png: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  tiff: [
    [0x49, 0x49, 0x2a, 0x00],
    [0x4d, 0x4d, 0x00, 0x2a],
  ],
};

/** Whether bytes begin as a file of that kind does; what follows may still be damaged. */
export function beginsAs(kind: SignedKind, bytes: Uint8Array): boolean {
  return SIGNATURES[kind].some((signature) => hasSignature(bytes, signature));
}

/** Recognises a file from its bytes. Reads CDA documents whole; looks at the ends of the others. */
export function recogniseFile(bytes: Uint8Array): RecognisedFile {
  if (beginsAs('pdf', bytes)) return recognisePdf(bytes);
  if (beginsAs('rtf', bytes)) return { kind: 'rtf' };
  if (beginsAs('jpeg', bytes)) return { kind: 'jpeg', damaged: !endsAsJpeg(bytes) };
  if (beginsAs('png', bytes)) {
    return { kind: 'png', damaged: !latin1(bytes.subarray(-12)).includes('IEND') };
  }
  if (beginsAs('tiff', bytes)) return { kind: 'tiff', damaged: !hasTiffPage(bytes) };
  return recogniseMarkup(bytes) ?? recogniseForeign(bytes) ?? recogniseText(bytes);
}

function recognisePdf(bytes: Uint8Array): PdfFile {
  const text = latin1(bytes);
  const part = /pdfaid:part(?:>|=["'])\s*(\d)/.exec(text)?.[1];
  const conformance = /pdfaid:conformance(?:>|=["'])\s*([ABU])/i.exec(text)?.[1];
  // The trailer is written in clear in every PDF, compressed or not: `/Encrypt` names its dictionary.
  return {
    kind: 'pdf',
    version: /^%PDF-(\d\.\d)/.exec(text)?.[1] ?? '',
    archival: part === undefined ? null : `${part}${conformance?.toUpperCase() ?? ''}`,
    encrypted: /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(text),
    damaged: !/startxref\s+\d+\s+%%EOF/.test(text.slice(-2048)),
  };
}

/** Whatever begins like markup: a CDA document, or one of the things that like to look like one. */
function recogniseMarkup(bytes: Uint8Array): RecognisedFile | null {
  const start = latin1(bytes.subarray(0, 1024))
    .replaceAll('\0', '')
    .replace(/^(?:ï»¿|þÿ|ÿþ)/, '')
    .trimStart();
  if (!start.startsWith('<')) return null;
  const root = xmlRoot(bytes);
  if (!root.ok) {
    return {
      kind: 'foreign',
      what: /<(?:!doctype\s+html|html|script|svg|body)\b/i.test(start) ? 'html' : 'xml',
    };
  }
  if (isClinicalDocument(root.value)) {
    const read = readCda(bytes);
    return read.ok ? { kind: 'cda', document: read.value } : { kind: 'brokenCda' };
  }
  if (root.value.namespace === 'http://www.w3.org/1999/XSL/Transform')
    return { kind: 'foreign', what: 'stylesheet' };
  return { kind: 'foreign', what: /^(?:html|svg)$/i.test(root.value.name) ? 'html' : 'xml' };
}

function recogniseForeign(bytes: Uint8Array): RecognisedFile | null {
  if (latin1(bytes.subarray(128, 132)) === 'DICM') return { kind: 'foreign', what: 'dicom' };
  const found = FOREIGN_SIGNATURES.find(([, signature]) => hasSignature(bytes, signature));
  if (found === undefined) return null;
  const [what, signature] = found;
  // Two letters are no signature where all the rest is plain text ("BM", "MZ"); `#!` is one in any text.
  const isChance = signature.length === 2 && signature[0] !== 0x23 && isText(bytes);
  return isChance ? null : { kind: 'foreign', what };
}

/** What `text/plain` means on the wire: valid UTF-8 without NUL. */
export function isUtf8(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function recogniseText(bytes: Uint8Array): RecognisedFile {
  return isText(bytes) ? { kind: 'text' } : { kind: 'foreign', what: 'unknown' };
}

/** A text file that a person wrote: no control character but those that lay text out. */
function isText(bytes: Uint8Array): boolean {
  return isUtf8(bytes) && !bytes.some((byte) => byte < 0x20 && !LAYOUT.has(byte));
}

function endsAsJpeg(bytes: Uint8Array): boolean {
  // Cameras append their own data after the end of the picture.
  for (let at = bytes.length - 2; at >= 3; at -= 1) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  }
  return false;
}

/** Whether the first page's directory stands inside the file. */
function hasTiffPage(bytes: Uint8Array): boolean {
  if (bytes.length < 14) return false;
  const littleEndian = bytes[0] === 0x49;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offset = view.getUint32(4, littleEndian);
  if (offset < 8 || offset + 2 > bytes.length) return false;
  const entries = view.getUint16(offset, littleEndian);
  return entries > 0 && offset + 2 + entries * 12 <= bytes.length;
}

function hasSignature(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
