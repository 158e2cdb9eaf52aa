import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { readPostConfig, USUAL_CONFIG, writePostConfig } from '../../electron/post/config.ts';
import { testChromium } from './browser.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface Application {
  /** The professional's page. */
  readonly page: Page;
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
  readonly args?: readonly string[];
  /** A post that nobody set up yet; else one that runs on the embedded service. */
  readonly firstStart?: boolean;
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
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(os.tmpdir(), 'poste-sante-e2e-')));
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
      `--save-to=${savedFolder}`,
      ...(options.args ?? []),
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => {
      if (typeof message === 'object' && message !== null && 'port' in message) resolve(Number(message.port));
      else reject(new Error('the host did not name its port'));
    });
    child.once('exit', (code) => reject(new Error(`the host ended with ${code} before it was ready`)));
  });
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined || child.pid === undefined) throw new Error('the host shows no page');
  return {
    page,
    spacePage: () => otherPage(browser, page),
    dataFolder,
    savedFolder,
    pid: child.pid,
    exited,
    async close() {
      child.kill('SIGTERM');
      await exited;
      await browser.close().catch(() => undefined);
      if (own) await rm(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}

const OPENING_MS = 15_000;

/** The other window's page, once it shows itself. A window closed before and opened again has a new page. */
async function otherPage(browser: Browser, first: Page): Promise<Page> {
  const until = Date.now() + OPENING_MS;
  for (;;) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const other = pages.find(
      (page) => page !== first && !page.isClosed() && page.url().endsWith('/space.html'),
    );
    if (other !== undefined) return other;
    if (Date.now() > until) throw new Error('no second window was opened');
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}
