import { test as base, expect } from '@playwright/test';
import type { Application } from './application.ts';
import { launchOnChromium } from './application.ts';
import { launchOnElectron } from './electron-application.ts';

/** The application of a spec file: started once, on the host of the project, with fresh demo data. */
export const test = base.extend<object, { app: Application }>({
  app: [
    async ({}, use, info) => {
      const app = info.project.name === 'electron' ? await launchOnElectron() : await launchOnChromium();
      await use(app);
      await app.close();
    },
    { scope: 'worker' },
  ],
});
export { expect };
