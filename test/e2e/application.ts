import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { readPostConfig, USUAL_CONFIG, writePostConfig } from '../../electron/post/config.ts';
import { seededPost } from '../fixtures/seeded-post.ts';
import { testChromium } from './browser.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface Application {
  /** The professional's page. */
  readonly page: Page;
  /** The page after the next lock or sign-out, where each has a browser of its own. */
  nextPage(): Promise<Page>;
  /** The page of the patient's space: waits for it where it is still opening. */
  spacePage(): Promise<Page>;
  readonly dataFolder: string;
  /** Where a headless host saves and prints. */
  readonly savedFolder: string;
  /** Process id of the host. */
  readonly pid: number;
  readonly exited: Promise<number | null>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** An existing data folder; a new one, removed at the end, when absent. */
  readonly dataFolder?: string;
  /** The new folder has the demonstration's records already: made once for all tests, not at each first start. */
  readonly seeded?: boolean;
  readonly args?: readonly string[];
  /** A post that nobody set up yet; else one that runs on the embedded service. */
  readonly firstStart?: boolean;
  /** A lock ends the browser, as it does for a person; the tests of other things keep one page throughout. */
  readonly freshBrowsers?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** What the first start leaves behind, for the tests that begin after it. */
export function setUpPost(dataFolder: string): void {
  const folder = path.join(dataFolder, 'post');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (readPostConfig(folder) === null)
    writePostConfig(folder, { ...USUAL_CONFIG, name: 'Cabinet, bureau 2' });
}

/** Starts the real application on the Chromium host, headless, and attaches to its page. */
export async function launchOnChromium(options: LaunchOptions = {}): Promise<Application> {
  const own = options.dataFolder === undefined;
  const newFolder = (): Promise<string> =>
    options.seeded === true ? seededPost() : mkdtemp(path.join(os.tmpdir(), 'poste-sante-e2e-'));
  const dataFolder = options.dataFolder ?? (await newFolder());
  const savedFolder = path.join(dataFolder, 'saved');
  if (options.firstStart !== true) setUpPost(dataFolder);
  const executable = await testChromium();
  const child = fork(
    path.join(root, 'dist/chromium/main.js'),
    [
      `--data=${dataFolder}`,
      '--headless',
      `--chromium=${executable}`,
      '--test-port',
      ...(options.freshBrowsers === true ? [] : ['--keep-browser']),
      `--save-to=${savedFolder}`,
      // What can be taken back leaves at once, but where a test is about that: the last argument counts.
      '--undo-ms=0',
      ...(options.args ?? []),
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { ...process.env, ...options.env } },
  );
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const browsers = followBrowsers(child);
  const end = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    await Promise.all(browsers.all().map((browser) => browser.close().catch(() => undefined)));
    if (own) await rm(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  };
  const endedEarly = exited.then((code) => {
    throw new Error(`the host ended with ${code} before it was ready`);
  });
  const page = await readyPost(Promise.race([browsers.desk.at(0).then(pageOf), endedEarly]), end);
  if (child.pid === undefined) throw new Error('the host has no process');
  let turn = 0;
  return {
    page,
    nextPage: async () => {
      turn += 1;
      return pageOf(await browsers.desk.at(turn));
    },
    spacePage: async () => pageOf(await browsers.space.latest()),
    dataFolder,
    savedFolder,
    pid: child.pid,
    exited,
    close: end,
  };
}

const OPENING_MS = 30_000;
/** A first start makes the demonstration's records, on whatever machine this is. */
export const MAKING_MS = 90_000;

/**
 * The page, once its first screen is there and does not say that it waits for what a first start makes.
 *
 * @param end what ends the host and removes its data: a post that was never ready leaves neither behind
 */
export async function readyPost(opening: Promise<Page>, end: () => Promise<void>): Promise<Page> {
  try {
    const page = await opening;
    await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: OPENING_MS });
    const waits = page.locator('[aria-busy="true"], [role="progressbar"]');
    await waits.first().waitFor({ state: 'detached', timeout: MAKING_MS });
    return page;
  } catch (cause) {
    await end();
    throw cause;
  }
}

interface Browsers {
  /** The browser of that turn, waited for. */
  at(turn: number): Promise<Browser>;
  /** The one that is open now; a window closed before and opened again has another. */
  latest(): Promise<Browser>;
}

/** Attaches to each browser that the host tells of: each window has its own. */
function followBrowsers(child: ChildProcess): Record<'desk' | 'space', Browsers> & { all(): Browser[] } {
  const known = { desk: [] as Browser[], space: [] as Browser[] };
  const changed = new EventEmitter();
  child.on('message', (message: { window: 'desk' | 'space'; port: number }) => {
    void chromium.connectOverCDP(`http://127.0.0.1:${message.port}`).then((browser) => {
      known[message.window].push(browser);
      changed.emit('browser');
    });
  });
  const wait = async (find: () => Browser | undefined): Promise<Browser> => {
    const signal = AbortSignal.timeout(OPENING_MS);
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await once(changed, 'browser', { signal });
    }
  };
  const of = (window: 'desk' | 'space'): Browsers => ({
    at: (turn) => wait(() => known[window][turn]),
    latest: () => wait(() => known[window].findLast((browser) => browser.isConnected())),
  });
  return { desk: of('desk'), space: of('space'), all: () => [...known.desk, ...known.space] };
}

function pageOf(browser: Browser): Page {
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('the host shows no page');
  return page;
}
