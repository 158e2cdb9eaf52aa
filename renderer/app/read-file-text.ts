import { TEXT_MAX } from '../../shared/bridge/deposit.ts';
import { openPdf } from '../features/viewer/pdf/engine.ts';
import { within } from '../workers/within.ts';

/** Pages after these are not looked at: a report says what it found on its first ones. */
const PAGES = 20;
const LIMIT_MS = 4_000;

/**
 * The words of a PDF, read by the isolated parser of the viewer: what is recognised before a deposit is
 * recognised in its text too. null: no PDF, no text in it (a scan), or not in time.
 */
export async function readFileText(bytes: Uint8Array): Promise<string | null> {
  if (!isPdf(bytes)) return null;
  const read = await within(LIMIT_MS, textOfPdf(bytes)).catch(() => null);
  return read === null || read === 'TIMEOUT' || read.trim() === '' ? null : read.slice(0, TEXT_MAX);
}

const isPdf = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-';

async function textOfPdf(bytes: Uint8Array): Promise<string | null> {
  const opened = await openPdf(bytes);
  if (!opened.ok) return null;
  const pdf = opened.value;
  try {
    const pages: string[] = [];
    for (let index = 0; index < Math.min(pdf.pageCount, PAGES); index += 1) {
      pages.push(await pdf.text(index));
    }
    return pages.join('\n\n');
  } finally {
    pdf.close();
  }
}
