import type * as Pdfjs from 'pdfjs-dist';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy, PDFWorker } from 'pdfjs-dist';
import pdfWorkerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { READING_LIMIT_MS } from '../../../workers/isolated.ts';
import { MAX_IMAGE_PIXELS } from '../../../workers/limits.ts';
import { startWorker } from '../../../workers/start.ts';
import { within } from '../../../workers/within.ts';
import type { PageSize } from '../pages/layout.ts';

type PdfProblem = 'DAMAGED' | 'PASSWORD_PROTECTED' | 'TOO_SLOW';

export type Page = PDFPageProxy;

/** An open document; `close` frees it, the worker stays for the next one. */
export interface PdfDocument {
  readonly pageCount: number;
  readonly firstPage: PageSize;
  page(index: number): Promise<Page>;
  size(index: number): Promise<PageSize>;
  /** The page's text, with the line ends of its text layer. */
  text(index: number): Promise<string>;
  close(): void;
}

interface Engine {
  readonly pdfjs: typeof Pdfjs;
  readonly worker: PDFWorker;
  readonly thread: Worker;
}

/** The parser is a file of ours: this is for a post that is very busy. */
const STARTING_LIMIT_MS = 15_000;

async function start(): Promise<Engine> {
  const thread = startWorker(pdfWorkerAddress);
  const failed = new Promise<never>((_resolve, reject) => {
    thread.addEventListener('error', () => reject(new Error('the parser could not be loaded')), {
      once: true,
    });
  });
  failed.catch(() => {});
  const pdfjs = await import('pdfjs-dist');
  const worker = pdfjs.PDFWorker.create({ port: thread, verbosity: pdfjs.VerbosityLevel.ERRORS });
  if ((await within(STARTING_LIMIT_MS, Promise.race([worker.promise, failed]))) === 'TIMEOUT') {
    thread.terminate();
    throw new Error('the parser did not start');
  }
  return { pdfjs, worker, thread };
}

const asset = (folder: string): string => new URL(`pdfjs/${folder}/`, document.baseURI).href;

/** A parser thread of its own: a document that makes it hang takes along those that are open in it, and no other. */
export interface PdfParser {
  /** Starts it before the first document is asked for; false: it did not start. */
  ready(): Promise<boolean>;
  /**
   * Opens a PDF. Nothing in it can act: no script is run, no form is filled, no link is followed, no
   * attachment is opened, and no byte is compiled (`useWasm`).
   *
   * @param bytes the whole file; kept by the caller, the parser gets a copy
   */
  open(bytes: Uint8Array): Promise<Result<PdfDocument, PdfProblem>>;
  /** Ends the thread with all that it holds; the next document starts another. */
  end(): Promise<void>;
}

export function createPdfParser(): PdfParser {
  let engine: Promise<Engine> | null = null;

  function running(): Promise<Engine> {
    engine ??= start().catch((error: unknown) => {
      // The next document tries again.
      engine = null;
      throw error;
    });
    return engine;
  }

  async function end(): Promise<void> {
    const stopping = engine;
    engine = null;
    const stopped = await stopping;
    stopped?.worker.destroy();
    stopped?.thread.terminate();
  }

  return {
    ready: () =>
      running().then(
        () => true,
        () => false,
      ),
    end,
    open: async (bytes) => {
      const started = await running().catch(() => null);
      if (started === null) return err('TOO_SLOW');
      const { pdfjs, worker } = started;
      const task = pdfjs.getDocument({
        data: bytes.slice(),
        worker,
        // The same letters on every post: what a document does not embed comes with the application.
        useSystemFonts: false,
        enableXfa: false,
        useWasm: false,
        maxImageSize: MAX_IMAGE_PIXELS,
        standardFontDataUrl: asset('standard_fonts'),
        cMapUrl: asset('cmaps'),
        iccUrl: asset('iccs'),
        wasmUrl: asset('wasm'),
        verbosity: pdfjs.VerbosityLevel.ERRORS,
      });
      try {
        const opened = await within(READING_LIMIT_MS, openedWithFirstPage(task));
        if (opened !== 'TIMEOUT') return ok(describe(opened.proxy, opened.first, task));
        await end();
        return err('TOO_SLOW');
      } catch (error) {
        void task.destroy();
        return err(error instanceof pdfjs.PasswordException ? 'PASSWORD_PROTECTED' : 'DAMAGED');
      }
    },
  };
}

/**
 * The parser of what is on the screen, for the whole life of the page: starting it costs more than showing a small
 * document (docs/decisions). It is ended, and a new one started, only when a document makes it hang.
 */
const shown = createPdfParser();

/** Starts the parser before the first document is asked for; call it when the page is idle. */
export const warmPdfEngine = (): void => void shown.ready();

/** Opens a PDF that is looked at. */
export const openPdf = (bytes: Uint8Array): ReturnType<PdfParser['open']> => shown.open(bytes);

async function openedWithFirstPage(task: PDFDocumentLoadingTask) {
  const proxy = await task.promise;
  return { proxy, first: await proxy.getPage(1) };
}

function describe(proxy: PDFDocumentProxy, first: Page, task: PDFDocumentLoadingTask): PdfDocument {
  const page = (index: number): Promise<Page> =>
    index === 0 ? Promise.resolve(first) : proxy.getPage(index + 1);
  return {
    pageCount: proxy.numPages,
    firstPage: sizeOf(first),
    page,
    size: async (index) => sizeOf(await page(index)),
    async text(index) {
      const content = await (await page(index)).getTextContent();
      return content.items
        .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
        .join('');
    },
    close: () => void task.destroy(),
  };
}

function sizeOf(page: Page): PageSize {
  const { width, height } = page.getViewport({ scale: 1 });
  return { width, height };
}
