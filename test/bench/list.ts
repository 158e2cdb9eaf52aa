/**
 * The time line of a record of 10 000 documents against a bare TanStack Virtual list of the same texts:
 * first paint (our sorting and months included), scrolling, elements, memory. Interleaved rounds on fresh
 * pages of one headless browser; ratios are medians of pairs.
 */
import { chromium, type Browser, type CDPSession } from '@playwright/test';
import { testChromium } from '../e2e/browser.ts';
import type { ListTimes } from './pages/list.tsx';
import { serveBenchPage } from './pages/serve.ts';

const ROUNDS = 7;

type Side = 'ours' | 'peer';

interface Measured extends ListTimes {
  /** Kilobytes of script memory that the list holds, beyond the documents themselves. */
  readonly memory: number;
  readonly filter: number;
}

export async function run(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: await testChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--headless=new'],
  });
  const served = await serveBenchPage('list', new Map());
  try {
    const rounds: Record<Side, Measured>[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const order: readonly Side[] = round % 2 === 0 ? ['ours', 'peer'] : ['peer', 'ours'];
      const measured: Partial<Record<Side, Measured>> = {};
      for (const side of order) measured[side] = await measureOn(browser, served.origin, side);
      const { ours, peer } = measured;
      // The first round fills the browser's own caches.
      if (round > 0 && ours !== undefined && peer !== undefined) rounds.push({ ours, peer });
    }
    report(rounds);
  } finally {
    await served.close();
    await browser.close();
  }
}

async function measureOn(browser: Browser, origin: string, side: Side): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 850 } });
  try {
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    await page.waitForFunction(() => 'list' in window);
    const session = await context.newCDPSession(page);
    const times = await page.evaluate((name) => window.list[name](), side);
    const held = await heapBytes(session);
    await page.evaluate(() => window.list.clear());
    const memory = (held - (await heapBytes(session))) / 1000;
    return { ...times, memory, filter: await page.evaluate(() => window.list.filter()) };
  } finally {
    await context.close();
  }
}

async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

function report(rounds: readonly Record<Side, Measured>[]): void {
  const of = (side: Side, what: keyof Measured): number[] => rounds.map((round) => round[side][what]);
  const ratio = (what: keyof Measured): number =>
    median(rounds.map(({ ours, peer }) => ours[what] / peer[what]));
  const lines: readonly (readonly [string, number, number, number, string, boolean])[] = [
    row('first paint, ms', 'firstPaint', '≤ ×1.00', ratio('firstPaint') <= 1),
    row('scrolling p95, ms', 'scrolling', '≤ ×1.05', ratio('scrolling') <= 1.05),
    row('elements', 'nodes', '≤ 250', median(of('ours', 'nodes')) <= 250),
    row('memory, kB', 'memory', '≤ 2000', median(of('ours', 'memory')) <= 2000),
    row('filter, ms', 'filter', '≤ 50', median(of('ours', 'filter')) <= 50),
  ];
  process.stdout.write('10 000 documents       peer      ours    ratio   goal\n');
  for (const [name, peer, ours, paired, goal, isHeld] of lines) {
    const figures = [peer.toFixed(1).padStart(8), ours.toFixed(1).padStart(10), `   ×${paired.toFixed(2)}`];
    process.stdout.write(`${name.padEnd(19)}${figures.join('')}   ${goal} ${isHeld ? 'held' : 'MISSED'}\n`);
  }

  function row(
    name: string,
    what: keyof Measured,
    goal: string,
    isHeld: boolean,
  ): readonly [string, number, number, number, string, boolean] {
    return [name, median(of('peer', what)), median(of('ours', what)), ratio(what), goal, isHeld];
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = low] =
    sorted.length % 2 === 1 ? [sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}
