import { defineConfig } from '@playwright/test';
import { electronBinary } from './electron/hosts/electron-binary.ts';

const withElectron = electronBinary() !== null;
if (process.env.TEST_WORKER_INDEX === undefined) {
  process.stdout.write(
    withElectron
      ? 'end-to-end hosts: chromium, electron\n'
      : 'end-to-end hosts: chromium; electron not run: its binary is not on this machine (npx install-electron --no)\n',
  );
}

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/e2e',
  // Each spec has an application of its own; a start waits more than it works.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  // A test that holds only the second time is printed as flaky, to be mended: it does not stop the delivery.
  retries: 1,
  reporter: [['list']],
  projects: [
    { name: 'chromium', metadata: { host: 'chromium' } },
    ...(withElectron ? [{ name: 'electron', metadata: { host: 'electron' } }] : []),
  ],
});
