/**
 * First page of a PDF, from the click to the screen: our viewer, with its parser started while the list was
 * on the screen, against pdf.js as its documentation shows it. Cold is a fresh page; second is another
 * document in the same page. Interleaved rounds in one headless browser; ratios are medians of pairs.
 */
import { once } from 'node:events';
import { chromium, type Browser, type Page } from '@playwright/test';
import PDFDocument from 'pdfkit';
import { testChromium } from '../e2e/browser.ts';
import type { ViewerBench } from './pages/pdf.tsx';
import { serveBenchPage, type BenchPage } from './pages/serve.ts';

const ROUNDS = 7;
const GOALS = { cold: 0.8, second: 0.5 } as const;

type Kind = 'cold' | 'second';
type Times = Record<Kind, number>;
type Side = Exclude<keyof ViewerBench, 'warm'>;

export async function run(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: await testChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--headless=new'],
  });
  try {
    const files = new Map([
      ['small.pdf', await textPdf(1)],
      ['scan.pdf', await scanPdf(browser, 20)],
      ['text300.pdf', await textPdf(300)],
    ]);
    const served = await serveBenchPage('pdf', files);
    try {
      await compare(browser, served, files);
    } finally {
      await served.close();
    }
  } finally {
    await browser.close();
  }
}

async function compare(
  browser: Browser,
  served: BenchPage,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  process.stdout.write('file           kB    kind    pdf.js ms   ours ms   ratio [min–max]   goal\n');
  for (const [name, bytes] of files) {
    const rounds: { ours: Times; peer: Times }[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const order: readonly Side[] = round % 2 === 0 ? ['ours', 'peer'] : ['peer', 'ours'];
      const times: Partial<Record<Side, Times>> = {};
      for (const side of order) times[side] = await measureOn(browser, served, side, name);
      const { ours, peer } = times;
      // The first round fills the browser's own caches.
      if (round > 0 && ours !== undefined && peer !== undefined) rounds.push({ ours, peer });
    }
    for (const kind of ['cold', 'second'] as const) {
      const ratios = rounds.map(({ ours, peer }) => ours[kind] / peer[kind]);
      const ratio = median(ratios);
      const line = [
        name.padEnd(12),
        String(Math.round(bytes.length / 1000)).padStart(6),
        `   ${kind.padEnd(8)}`,
        median(rounds.map(({ peer }) => peer[kind]))
          .toFixed(0)
          .padStart(6),
        median(rounds.map(({ ours }) => ours[kind]))
          .toFixed(0)
          .padStart(10),
        `    ×${ratio.toFixed(2)} [${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}]`,
        `   ≤ ×${GOALS[kind].toFixed(1)} ${ratio <= GOALS[kind] ? 'held' : 'MISSED'}`,
      ];
      process.stdout.write(`${line.join('')}\n`);
    }
  }
}

/** A fresh page, a moment in which a record's list would be read, then one document after the other. */
async function measureOn(browser: Browser, served: BenchPage, side: Side, name: string): Promise<Times> {
  return onFreshPage(browser, `${served.origin}${side === 'ours' ? '/' : '/free/'}`, async (page) => {
    if (side === 'ours') await page.evaluate(() => window.viewer.warm());
    await page.waitForTimeout(800);
    const open = (file: string): Promise<number> =>
      page.evaluate(([which, address]) => window.viewer[which](address), [side, file] as const);
    const cold = await open(name);
    return { cold, second: await open(`${name}?second`) };
  });
}

async function onFreshPage(
  browser: Browser,
  address: string,
  work: (page: Page) => Promise<Times>,
): Promise<Times> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 850 } });
  try {
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForFunction(() => 'viewer' in window);
    return await work(page);
  } finally {
    await context.close();
  }
}

async function textPdf(pages: number): Promise<Uint8Array> {
  return written((pdf) => {
    for (let page = 1; page <= pages; page += 1) {
      if (page > 1) pdf.addPage();
      pdf
        .fontSize(14)
        .text(`Compte rendu fictif, page ${String(page)}`)
        .fontSize(10);
      for (let line = 0; line < 40; line += 1) {
        pdf.text(
          `Ligne ${String(line)} : état général conservé, tension ${String(120 + line)}/80, apyrétique.`,
        );
      }
    }
  });
}

/** Pages as a scanner gives them: a JPEG of 150 dots an inch on each. */
async function scanPdf(browser: Browser, pages: number): Promise<Uint8Array> {
  const page = await browser.newPage();
  const picture = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 1240;
    canvas.height = 1754;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    const paper = context.createImageData(canvas.width, canvas.height);
    let seed = 7;
    for (let at = 0; at < paper.data.length; at += 4) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      const grey = 225 + ((seed >> 16) % 30);
      paper.data.set([grey, grey, grey, 255], at);
    }
    context.putImageData(paper, 0, 0);
    context.font = '24px serif';
    for (let line = 0; line < 50; line += 1)
      context.fillText('Compte rendu opératoire fictif, numérisé.', 90, 120 + line * 32);
    return canvas.toDataURL('image/jpeg', 0.7);
  });
  await page.close();
  return written((pdf) => {
    for (let index = 0; index < pages; index += 1) {
      if (index > 0) pdf.addPage();
      pdf.image(picture, 0, 0, { width: 595 });
    }
  });
}

async function written(draw: (pdf: PDFKit.PDFDocument) => void): Promise<Uint8Array> {
  // Embedded, as in every PDF/A that the DMP receives.
  const pdf = new PDFDocument({ size: 'A4', font: 'resources/fonts/SourceSans3-Regular.ttf' });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(pdf, 'end');
  draw(pdf);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = low] =
    sorted.length % 2 === 1 ? [sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}
