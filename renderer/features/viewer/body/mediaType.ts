/** What a file can be shown as. */
export type FileKind = 'pdf' | 'jpeg' | 'png' | 'tiff' | 'rtf' | 'text' | 'cda';

const KINDS: Readonly<Record<string, FileKind>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpeg',
  'image/jpg': 'jpeg',
  'image/png': 'png',
  'image/tiff': 'tiff',
  'text/rtf': 'rtf',
  'application/rtf': 'rtf',
  'text/plain': 'text',
  'text/xml': 'cda',
  'application/xml': 'cda',
  'application/hl7-cda+xml': 'cda',
  'application/hl7-v3+xml': 'cda',
};

/** What a media type announces, parameters aside; null when it announces nothing that we know. */
export function announcedKind(mediaType: string): FileKind | null {
  return KINDS[(mediaType.split(';')[0] ?? '').trim().toLowerCase()] ?? null;
}
