import type { DocumentSummary } from '../../shared/bridge/record.ts';

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/rtf': 'rtf',
  'text/rtf': 'rtf',
  'text/plain': 'txt',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tiff',
};

/**
 * The name proposed for a saved document: its type and the day of the act. Never its title, which people
 * write names into, nor anything of the patient.
 */
export function fileNameFor(summary: DocumentSummary, mediaType: string): string {
  const words = summary.type.label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `${words || 'document'}-${summary.actDate.slice(0, 10)}.${EXTENSIONS[mediaType] ?? 'bin'}`;
}

/** The name proposed for a saved attachment: what it is and the day; its own name may tell of somebody. */
export const attachmentFileName = (mediaType: string, now: number): string =>
  `piece-jointe-${new Date(now).toISOString().slice(0, 10)}.${EXTENSIONS[mediaType] ?? 'bin'}`;
