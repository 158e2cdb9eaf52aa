import { createPdfParser, type PdfParser } from '../features/viewer/pdf/engine.ts';
import { pageWords } from '../features/viewer/pdf/page-words.ts';
import type { Bridge } from '../platform/bridge.ts';
import { within } from '../workers/within.ts';

/** A document that takes its parser longer is not found by its words; what else the page has to do is not counted. */
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
  const { pageCount } = opened.value;
  const late = new AbortController();
  let leftMs = LIMIT_MS;
  const text = async (page: number): Promise<string> => {
    const began = performance.now();
    const read = await within(
      leftMs,
      opened.value.text(page).then((said) => ({ said })),
    );
    leftMs -= performance.now() - began;
    if (read !== 'TIMEOUT') return read.said;
    late.abort();
    return '';
  };
  const words = await pageWords({ pageCount, text }, late.signal);
  if (late.signal.aborted) await parser.end();
  else opened.value.close();
  return words ?? null;
}
