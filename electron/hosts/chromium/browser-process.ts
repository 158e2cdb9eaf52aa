import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Readable, Writable } from 'node:stream';
import type { DevTools } from './devtools-pipe.ts';
import { devToolsOver } from './devtools-pipe.ts';

const INSTALLED = [
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/opt/google/chrome/chrome',
  '/usr/bin/google-chrome',
];

/** A Chromium of the system, or null. `POSTE_SANTE_CHROMIUM` names another one. */
export function installedChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env.POSTE_SANTE_CHROMIUM;
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return INSTALLED.find((candidate) => existsSync(candidate)) ?? null;
}

export interface BrowserOptions {
  readonly executable: string;
  readonly headless: boolean;
  /** Also opens a DevTools TCP port, for the end-to-end tests alone. */
  readonly testPort: boolean;
  /** Folder of its own profile (browser-profile.ts). */
  readonly profile: string;
}

export interface Browser {
  readonly devTools: DevTools;
  readonly exited: Promise<void>;
  /** The TCP port opened for the tests. */
  readTestPort(): Promise<number>;
}

/** Starts Chromium. */
export function startBrowser(options: BrowserOptions): Browser {
  const child = spawn(options.executable, browserArguments(options), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, LANG: 'fr_FR.UTF-8', LANGUAGE: 'fr' },
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    // stdio 3 and 4 were asked for as pipes just above.
    devTools: devToolsOver(child.stdio[3] as Writable, child.stdio[4] as Readable),
    exited,
    readTestPort: async () => {
      const file = path.join(options.profile, 'DevToolsActivePort');
      while (!existsSync(file)) await pause(20);
      return Number(readFileSync(file, 'utf8').split('\n')[0]);
    },
  };
}

function browserArguments(options: BrowserOptions): string[] {
  return [
    `--user-data-dir=${options.profile}`,
    '--remote-debugging-pipe',
    ...(options.testPort ? ['--remote-debugging-port=0'] : []),
    '--no-first-run',
    '--no-default-browser-check',
    '--test-type=',
    '--lang=fr',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-default-apps',
    '--disable-breakpad',
    '--disable-quic',
    '--disable-dev-shm-usage',
    '--disable-search-engine-choice-screen',
    '--no-pings',
    '--metrics-recording-only',
    '--password-store=basic',
    '--force-color-profile=srgb',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--disable-features=Translate,OptimizationHints,MediaRouter,DestroyProfileOnBrowserClose,HttpsUpgrades,PaintHolding,AutofillServerCommunication',
    // Chromium's own sandbox refuses to run as root; everybody else keeps it.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(options.headless
      ? ['--headless', '--disable-gpu', '--window-size=1280,800', 'about:blank']
      : [
          '--app=data:text/html,<title>Poste%20Sant%C3%A9</title>',
          '--window-size=1440,900',
          '--class=poste-sante',
        ]),
  ];
}
