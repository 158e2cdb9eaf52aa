/**
 * The Chromium host: a Chromium in application mode, driven over a pipe, carrying the same page and the
 * same bridge as Electron. Used where Electron's binary cannot be had, and by the end-to-end tests.
 *
 * Arguments: `--data=DIR`, `--headless`, `--chromium=PATH`, `--test-port` (tells the parent process a
 * DevTools port), `--save-to=DIR` (where a headless run saves and prints), `--now=ISO` (service clock).
 */
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder, privateFolder } from '../data-folder.ts';
import { pageFiles } from '../page-files.ts';
import type { PageWindow, WindowName } from '../page-window.ts';
import type { FromProcess } from '../process-messages.ts';
import type { Child, ProcessName, Shell } from '../shell.ts';
import { singleInstance } from '../single-instance.ts';
import type { Supervisor } from '../supervisor.ts';
import { supervise } from '../supervisor.ts';
import type { AppWindow } from './app-window.ts';
import { installedChromium, startBrowser } from './browser-process.ts';
import { takeWindows } from './browser-windows.ts';

const dist = path.resolve(import.meta.dirname, '..');

const PROGRAMS: Readonly<Record<ProcessName, string>> = {
  service: 'service/main.js',
  workstation: 'workstation/process.js',
  space: 'space/process.js',
};

/** The script that gives each window's page the calls of its own contract. */
const PAGE_CLIENTS: Readonly<Record<WindowName, string>> = {
  desk: 'page-client/page-client.js',
  space: 'space-page-client/space-page-client.js',
};

function forked(script: ProcessName, args: readonly string[]): Child {
  const child = fork(path.join(dist, PROGRAMS[script]), args, {
    stdio: ['ignore', script === 'service' ? 'pipe' : 'ignore', 'inherit', 'ipc'],
  });
  child.on('error', () => undefined);
  return {
    stdout: child.stdout,
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as FromProcess)),
    onExit: (listener) => {
      if (child.exitCode !== null || child.signalCode !== null) listener();
      else child.once('exit', listener);
    },
    kill: () => void child.kill('SIGTERM'),
  };
}

/** Runs in the page: the save dialog of the browser, then the bytes. */
const SAVE_IN_PAGE = `async function (text) {
  const { name, base64 } = JSON.parse(text);
  try {
    const handle = await showSaveFilePicker({ suggestedName: name });
    const stream = await handle.createWritable();
    await stream.write(Uint8Array.fromBase64(base64));
    await stream.close();
    return 'saved';
  } catch { return 'cancelled'; }
}`;

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      headless: { type: 'boolean', default: false },
      chromium: { type: 'string' },
      'test-port': { type: 'boolean', default: false },
      'save-to': { type: 'string' },
      now: { type: 'string' },
    },
  });
  const dataFolder = privateFolder(path.resolve(values.data ?? defaultDataFolder()));
  const executable = values.chromium ?? installedChromium();
  if (executable === null) {
    process.stderr.write(
      'Aucun Chromium trouvé sur ce poste. Installez le paquet « chromium » ou Electron.\n',
    );
    return 1;
  }
  let supervisor: Supervisor | undefined;
  const release = await singleInstance(dataFolder, () => supervisor?.focus());
  if (release === null) {
    process.stdout.write('Poste Santé est déjà ouvert sur ce dossier de données.\n');
    return 0;
  }

  const browser = startBrowser({ executable, headless: values.headless, testPort: values['test-port'] });
  const { devTools } = browser;
  const quit = (): void => void devTools.send('Browser.close').catch(() => undefined);
  const saveTo = values['save-to'];
  const windows = takeWindows(devTools, pageFiles(path.join(dist, 'renderer')));
  const shell: Shell = {
    kind: 'chromium',
    spawn: forked,
    async openWindow(name, listener) {
      const script = readFileSync(path.join(dist, PAGE_CLIENTS[name]), 'utf8');
      const window = await (await windows).open(name, script, listener);
      return values.headless ? headlessWindow(window, saveTo) : personsWindow(window);
    },
  };

  const supervised = supervise(shell, dataFolder, values.now === undefined ? [] : ['--now', values.now]);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, quit);
  process.once('disconnect', quit);

  supervisor = await supervised;
  void supervisor.closed.then(quit);
  if (values['test-port']) process.send?.({ port: browser.readTestPort() });

  await browser.exited;
  await supervisor.stop();
  release();
  return 0;
}

/** A window with somebody in front of it: the browser's own dialogs. */
function personsWindow(window: AppWindow): PageWindow {
  return {
    ...window,
    async saveFile(name, bytes) {
      const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
      const answer = await window.callInPage<string>(SAVE_IN_PAGE, JSON.stringify({ name, base64 }), true);
      return answer === 'saved' ? 'saved' : 'cancelled';
    },
    async print() {
      await window.callInPage('function () { window.print(); }', '', true);
      return 'printed';
    },
  };
}

/** A window that nobody sees: what it saves and prints goes to a folder, where one was given. */
function headlessWindow(window: AppWindow, saveTo: string | undefined): PageWindow {
  return {
    ...window,
    async saveFile(name, bytes) {
      if (saveTo === undefined) return 'cancelled';
      writeFileSync(path.join(privateFolder(saveTo), path.basename(name)), bytes, { mode: 0o600 });
      return 'saved';
    },
    async print() {
      if (saveTo === undefined) return 'cancelled';
      const pdf = await window.printToPdf();
      writeFileSync(path.join(privateFolder(saveTo), 'impression.pdf'), pdf, { mode: 0o600 });
      return 'printed';
    },
  };
}

process.exitCode = await run();
process.exit();
