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
import type { FromWorkstation } from '../process-messages.ts';
import { singleInstance } from '../single-instance.ts';
import type { Child, Shell, Supervisor } from '../supervisor.ts';
import { supervise } from '../supervisor.ts';
import type { AppWindow } from './app-window.ts';
import { openAppWindow } from './app-window.ts';
import { installedChromium, startBrowser } from './browser-process.ts';

const dist = path.resolve(import.meta.dirname, '..');

function forked(script: 'service' | 'workstation', args: readonly string[]): Child {
  const file = script === 'service' ? 'service/main.js' : 'workstation/process.js';
  const child = fork(path.join(dist, file), args, {
    stdio: ['ignore', script === 'service' ? 'pipe' : 'ignore', 'inherit', 'ipc'],
  });
  child.on('error', () => undefined);
  return {
    stdout: child.stdout,
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as FromWorkstation)),
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
  let window: AppWindow | undefined;
  const release = await singleInstance(dataFolder, () => window?.focus());
  if (release === null) {
    process.stdout.write('Poste Santé est déjà ouvert sur ce dossier de données.\n');
    return 0;
  }

  const browser = startBrowser({ executable, headless: values.headless, testPort: values['test-port'] });
  let supervisor: Supervisor | undefined;
  let early: string[] = [];
  const saveTo = values['save-to'];
  const shell: Shell = {
    kind: 'chromium',
    spawn: forked,
    toPage: (text) => window?.toPage(text),
    freshPage: () => window?.freshPage(),
    async saveFile(name, bytes) {
      if (!values.headless) {
        const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
        const answer = await window?.callInPage<string>(SAVE_IN_PAGE, JSON.stringify({ name, base64 }), true);
        return answer === 'saved' ? 'saved' : 'cancelled';
      }
      if (saveTo === undefined) return 'cancelled';
      writeFileSync(path.join(privateFolder(saveTo), path.basename(name)), bytes, { mode: 0o600 });
      return 'saved';
    },
    async print() {
      if (!values.headless) {
        await window?.callInPage('function () { window.print(); }', '', true);
        return 'printed';
      }
      const pdf = await window?.printToPdf();
      if (pdf === undefined || saveTo === undefined) return 'cancelled';
      writeFileSync(path.join(privateFolder(saveTo), 'impression.pdf'), pdf, { mode: 0o600 });
      return 'printed';
    },
  };

  const script = readFileSync(path.join(dist, 'page-client/page-client.js'), 'utf8');
  const opened = openAppWindow(browser.devTools, pageFiles(path.join(dist, 'renderer')), script, (text) => {
    if (supervisor === undefined) early.push(text);
    else supervisor.fromPage(text);
  });
  const supervised = supervise(shell, dataFolder, values.now === undefined ? [] : ['--now', values.now]);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void browser.devTools.send('Browser.close').catch(() => undefined));
  }
  process.once('disconnect', () => void browser.devTools.send('Browser.close').catch(() => undefined));

  window = await opened;
  supervisor = await supervised;
  for (const text of early) supervisor.fromPage(text);
  early = [];
  if (values['test-port']) process.send?.({ port: browser.readTestPort() });

  await browser.exited;
  await supervisor.stop();
  release();
  return 0;
}

process.exitCode = await run();
process.exit();
