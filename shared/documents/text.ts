import { textOfCda } from '../cda/text.ts';
import type { RecognisedFile } from './recognise.ts';

/**
 * What a file says in plain words, for proposals and full-text search: text, RTF, narrative of CDA, and the
 * body of a CDA document of level 1 when it is text. Empty for PDF and pictures: others read those.
 */
export function textOfFile(file: RecognisedFile, bytes: Uint8Array): string {
  switch (file.kind) {
    case 'text':
      return decodeUtf8(bytes);
    case 'rtf':
      return textOfRtf(bytes);
    case 'cda': {
      const { body } = file.document;
      const words = textOfCda(file.document);
      if (body.level === 3) return words;
      if (body.mediaType === 'text/plain') return `${words}\n${decodeUtf8(body.bytes)}`;
      return body.mediaType === 'text/rtf' ? `${words}\n${textOfRtf(body.bytes)}` : words;
    }
    case 'pdf':
    case 'jpeg':
    case 'png':
    case 'tiff':
    case 'brokenCda':
    case 'foreign':
      return '';
  }
}

/** The words of an RTF file; layout and groups that hold no text of the document are dropped. */
function textOfRtf(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252')
    .decode(bytes)
    .replace(/\{\\(?:\*|fonttbl|colortbl|stylesheet|info|pict)(?:[^{}]|\{[^{}]*\})*\}/g, '')
    .replace(/\\u(-?\d+)(?:\\'[0-9a-f]{2}|\?)?/g, (_, code: string) =>
      String.fromCharCode(Number(code) & 0xffff),
    )
    .replace(/\\'([0-9a-f]{2})/gi, (_, code: string) => fromWindows1252(Number.parseInt(code, 16)))
    .replace(/\\(?:par|line|row|page)\b ?/g, '\n')
    .replace(/\\(?:tab|cell)\b ?/g, ' ')
    .replace(/\\[a-z]+-?\d* ?|(?<!\\)[{}]|\\~/gi, '')
    .replace(/\\(.)/g, '$1')
    .trim();
}

function fromWindows1252(byte: number): string {
  return new TextDecoder('windows-1252').decode(Uint8Array.of(byte));
}

function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
