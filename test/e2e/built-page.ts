import { type Browser, type BrowserContext, chromium, type Page, test } from '@playwright/test';
import { fakeBridgeScript, servePage } from '../renderer/screens/serve.ts';
import { testChromium } from './browser.ts';

/** The built page under the real policy, with an in-page workstation, in a browser of the spec's own. */
export interface BuiltPage {
  readonly origin: string;
  /** A context that has the in-page workstation; options are added to a French desk of 1280 × 720. */
  context(options?: Parameters<Browser['newContext']>[0]): Promise<BrowserContext>;
  /** A page in such a context, on a morning in Paris. */
  open(options?: Parameters<Browser['newContext']>[0]): Promise<Seen>;
  /** Ends every context. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface Seen {
  readonly page: Page;
  /** Violations of the policy, script errors: anything the console complains about. */
  readonly complaints: readonly string[];
}

/** Registers what a spec of the page alone needs; the answer is there in its tests. */
export function useBuiltPage(): () => BuiltPage {
  let built: BuiltPage | undefined;
  test.beforeEach(() => {
    test.skip(test.info().project.name !== 'chromium', 'the page alone is the same on every host');
  });
  test.beforeAll(async () => {
    built = await openBuiltPage();
  });
  test.afterEach(() => built?.clear());
  test.afterAll(() => built?.close());
  return () => {
    if (built === undefined) throw new Error('the page is not served yet');
    return built;
  };
}

async function openBuiltPage(): Promise<BuiltPage> {
  const [served, script, browser] = await Promise.all([
    servePage(),
    fakeBridgeScript(),
    testChromium().then((executablePath) => chromium.launch({ executablePath, args: ['--no-sandbox'] })),
  ]);
  const newContext: BuiltPage['context'] = async (options = {}) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 720 },
      colorScheme: 'light',
      locale: 'fr-FR',
      ...options,
    });
    await context.addInitScript(script);
    return context;
  };
  return {
    origin: served.origin,
    context: newContext,
    open: async (options = {}) => {
      const seen = await listenedPage(await newContext({ timezoneId: 'Europe/Paris', ...options }));
      await seen.page.clock.setFixedTime(new Date('2026-11-20T09:30:00Z'));
      return seen;
    },
    clear: async () => {
      for (const context of browser.contexts()) await context.close();
    },
    close: async () => {
      await browser.close();
      served.close();
    },
  };
}

/** A page whose console is listened to from its first line on. */
export async function listenedPage(context: BrowserContext): Promise<Seen> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}
