import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { _electron } from '@playwright/test';
import { readyPost, setUpPost, type Application, type LaunchOptions } from './application.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Starts the real application on the Electron host; only where Electron's binary is. */
export async function launchOnElectron(options: LaunchOptions = {}): Promise<Application> {
  const own = options.dataFolder === undefined;
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(os.tmpdir(), 'poste-sante-e2e-')));
  if (options.firstStart !== true) setUpPost(dataFolder);
  const app = await _electron.launch({
    args: [root, `--data=${dataFolder}`, '--undo-ms=0', ...(options.args ?? [])],
  });
  const child = app.process();
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const end = async (): Promise<void> => {
    await app.close();
    await exited;
    if (own) await rm(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  };
  return {
    page: await readyPost(app.firstWindow(), end),
    // Its window stays at a lock; only the process of its page is another.
    nextPage: () => app.firstWindow(),
    spacePage: async () => {
      const isSpace = (page: Page): boolean => page.url().endsWith('/space.html');
      return app.windows().find(isSpace) ?? app.waitForEvent('window', { predicate: isSpace });
    },
    dataFolder,
    savedFolder: path.join(dataFolder, 'saved'),
    pid: child.pid ?? -1,
    exited,
    close: end,
  };
}
