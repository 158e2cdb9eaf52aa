import { PAGES_TEXT_MAX } from '../../../../shared/bridge/record.ts';
import { whenIdle } from './idle.ts';
import type { PdfDocument } from './engine.ts';

/**
 * The words of all pages, read one page at a time while nobody waits for the parser; a page that cannot be read
 * says nothing.
 *
 * @returns undefined: it was given up
 */
export async function pageWords(
  pdf: Pick<PdfDocument, 'pageCount' | 'text'>,
  leaving: AbortSignal,
): Promise<string | undefined> {
  let text = '';
  for (let page = 0; page < pdf.pageCount && text.length < PAGES_TEXT_MAX; page += 1) {
    await whenIdle();
    if (leaving.aborted) return undefined;
    text += `${await pdf.text(page).catch(() => '')}\n`;
  }
  return leaving.aborted ? undefined : text.slice(0, PAGES_TEXT_MAX);
}
