import { createPdfParser, type PdfParser } from '../features/viewer/pdf/engine.ts';
import { pageWords } from '../features/viewer/pdf/page-words.ts';
import type { Bridge } from '../platform/bridge.ts';
import { within } from '../workers/within.ts';

/** A document that takes longer is not found by its words. */
const LIMIT_MS = 20_000;

/**
 * Reads the words of the PDF that were taken along, one after the other, until there is none or it is left. They are
 * read in a parser of their own: one that hangs is ended, and takes no document from the screen.
 */
export async function readBagWords(
  bridge: Pick<Bridge, 'visitBag.nextPages' | 'visitBag.tellPages'>,
  leaving: AbortSignal,
  parser: PdfParser = createPdfParser(),
): Promise<void> {
  try {
    // A document is not handed out for ever: not to a reader that is not there.
    while (!leaving.aborted && (await parser.ready())) {
      const next = await bridge['visitBag.nextPages']({});
      if (!next.ok || next.value === null) return;
      const { ins, uniqueId, bytes } = next.value;
      await bridge['visitBag.tellPages']({ ins, uniqueId, text: await wordsOf(parser, bytes) });
    }
  } finally {
    await parser.end();
  }
}

/** null: it could not be read, or not in time. Who leaves meanwhile lets it be read to its end. */
async function wordsOf(parser: PdfParser, bytes: Uint8Array): Promise<string | null> {
  const opened = await parser.open(bytes);
  if (!opened.ok) return null;
  const late = new AbortController();
  const read = await within(LIMIT_MS, pageWords(opened.value, late.signal));
  if (read !== 'TIMEOUT') {
    opened.value.close();
    return read ?? null;
  }
  late.abort();
  await parser.end();
  return null;
}
