import path from 'node:path';
import { writeFile } from 'node:fs/promises';
import { app, BrowserWindow, dialog, ipcMain, Menu, session, utilityProcess } from 'electron';
import { randomUUID } from 'node:crypto';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { err } from '../../../shared/result.ts';
import { decode, encode } from '../../../shared/bridge/wire.ts';
import { privateFolder } from '../data-folder.ts';
import { pageFiles } from '../page-files.ts';
import type { FromWorkstation } from '../process-messages.ts';
import type { Child, Shell } from '../supervisor.ts';
import { supervise } from '../supervisor.ts';
import { APP_ORIGIN, serveApp } from './app-protocol.ts';
import { isOwnPage, lockedPreferences, lockNavigation, lockPermissions } from './window-locks.ts';

const dist = path.resolve(import.meta.dirname, '..');

/** A utility process: forking Node is off in the packaged application (fuse runAsNode). */
function utility(script: 'service' | 'workstation', args: readonly string[]): Child {
  const file = script === 'service' ? 'service/main.js' : 'workstation/process.js';
  const child = utilityProcess.fork(path.join(dist, file), [...args], {
    stdio: ['ignore', script === 'service' ? 'pipe' : 'ignore', 'inherit'],
    serviceName: script,
  });
  let exited = false;
  child.once('exit', () => {
    exited = true;
  });
  return {
    // Electron types the pipe as the older stream interface; it is a Readable.
    stdout: child.stdout as Child['stdout'],
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', (message: FromWorkstation) => listener(message)),
    onExit: (listener) => {
      if (exited) listener();
      else child.once('exit', listener);
    },
    kill: () => void child.kill(),
  };
}

/** Runs the application once Electron is ready. */
export async function runElectronHost(): Promise<void> {
  Menu.setApplicationMenu(null);
  const dataFolder = privateFolder(app.commandLine.getSwitchValue('data') || app.getPath('userData'));
  // In memory: nothing that the page holds is written to a profile.
  const pageSession = session.fromPartition('poste-sante', { cache: false });
  lockPermissions(pageSession);
  serveApp(pageSession, pageFiles(path.join(dist, 'renderer')));
  app.on('web-contents-created', (_event, contents) => lockNavigation(contents));

  const window = new BrowserWindow({
    title: 'Poste Santé',
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    webPreferences: lockedPreferences(path.join(dist, 'preload/preload.cjs'), pageSession),
  });
  window.setContentProtection(true);
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());

  const waiting = new Map<number, (result: unknown) => void>();
  const shell: Shell = {
    kind: 'electron',
    spawn: utility,
    toPage(text) {
      const message = decode(text) as { id?: number; result?: unknown };
      if (message.id === undefined) {
        if (!window.isDestroyed()) window.webContents.send('bridge.event', text);
        return;
      }
      waiting.get(message.id)?.(message.result);
      waiting.delete(message.id);
    },
    freshPage() {
      waiting.clear();
      if (!window.isDestroyed()) void window.loadURL(`${APP_ORIGIN}/`);
    },
    async saveFile(name, bytes) {
      const answer = await dialog.showSaveDialog(window, {
        defaultPath: path.join(app.getPath('documents'), name),
      });
      if (answer.canceled) return 'cancelled';
      await writeFile(answer.filePath, bytes, { mode: 0o600 });
      return 'saved';
    },
    print: () =>
      new Promise((resolve) => {
        window.webContents.print({ printBackground: true }, (printed) =>
          resolve(printed ? 'printed' : 'cancelled'),
        );
      }),
  };

  const supervised = supervise(shell, dataFolder, []);
  let last = 0;
  ipcMain.handle('bridge.call', async (event, text: unknown): Promise<string> => {
    if (!isOwnPage(event, window) || typeof text !== 'string') return encode(refused());
    const call = decode(text) as { channel: string; input: unknown };
    const supervisor = await supervised;
    last += 1;
    const id = last;
    return new Promise((resolve) => {
      waiting.set(id, (result) => resolve(encode(result)));
      supervisor.fromPage(encode({ id, channel: call.channel, input: call.input }));
    });
  });
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => {
    void supervised.then((supervisor) => supervisor.stop()).finally(() => app.quit());
  });
  await window.loadURL(`${APP_ORIGIN}/`);
}

const refused = (): Result<never, Failure> => err({ code: 'REFUSED', ref: randomUUID().slice(0, 8) });
