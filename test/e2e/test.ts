import { test as base, expect } from '@playwright/test';
import type { Application } from './application.ts';
import { launchOnChromium } from './application.ts';
import { launchOnElectron } from './electron-application.ts';

/** The application that runs, and the spec file that it was started for. */
interface Running {
  current: { readonly file: string; readonly app: Application } | null;
}

/**
 * The application of a spec file: started once for all its tests, on the host of the project, with fresh demo
 * data. A worker goes on from one file to the next; what one file did to the data is not the next one's start.
 */
export const test = base.extend<{ app: Application }, { running: Running }>({
  running: [
    async ({}, use) => {
      const running: Running = { current: null };
      await use(running);
      await running.current?.app.close();
    },
    { scope: 'worker' },
  ],
  app: async ({ running }, use, { file, project }) => {
    if (running.current?.file !== file) {
      await running.current?.app.close();
      running.current = null;
      const app =
        project.name === 'electron' ? await launchOnElectron() : await launchOnChromium({ seeded: true });
      running.current = { file, app };
    }
    await use(running.current.app);
  },
});
export { expect };
