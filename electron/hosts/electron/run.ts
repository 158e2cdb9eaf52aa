import path from 'node:path';
import { app, ipcMain, Menu, powerMonitor, utilityProcess } from 'electron';
import { randomUUID } from 'node:crypto';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { err } from '../../../shared/result.ts';
import { encode } from '../../../shared/bridge/wire.ts';
import { privateFolder } from '../data-folder.ts';
import { pageFiles } from '../page-files.ts';
import type { FromProcess } from '../process-messages.ts';
import { forbidCoreDumps } from '../core-dumps.ts';
import type { MachineCause } from '../machine-signals.ts';
import { watchMachine } from '../machine-signals.ts';
import { openRoom } from '../room.ts';
import type { Child, ProcessName, RoomParts } from '../room-parts.ts';
import { milliseconds, supervise } from '../supervisor.ts';
import type { ElectronWindow } from './electron-window.ts';
import { createElectronWindow } from './electron-window.ts';
import { lockNavigation } from './window-locks.ts';

const dist = path.resolve(import.meta.dirname, '..');

const PROGRAMS: Readonly<Record<ProcessName, string>> = {
  service: 'service/main.js',
  workstation: 'workstation/process.js',
  space: 'space/process.js',
};

/** A utility process: forking Node is off in the packaged application (fuse runAsNode). */
function utility(script: ProcessName, args: readonly string[]): Child {
  const child = utilityProcess.fork(path.join(dist, PROGRAMS[script]), [...args], {
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
    onMessage: (listener) => child.on('message', (message: FromProcess) => listener(message)),
    onExit: (listener) => {
      if (exited) listener();
      else child.once('exit', listener);
    },
    kill: () => void child.kill(),
  };
}

/** Runs the application once Electron is ready. */
export async function runElectronHost(): Promise<void> {
  forbidCoreDumps();
  Menu.setApplicationMenu(null);
  const dataFolder = privateFolder(app.commandLine.getSwitchValue('data') || app.getPath('userData'));
  const serve = pageFiles(path.join(dist, 'renderer'));
  app.on('web-contents-created', (_event, contents) => lockNavigation(contents));

  const windows = new Set<ElectronWindow>();
  ipcMain.handle('bridge.call', async (event, text: unknown): Promise<string> => {
    const sender = [...windows].find((window) => window.isSender(event));
    return sender === undefined || typeof text !== 'string' ? encode(refused()) : sender.call(text);
  });

  const parts: RoomParts = {
    spawn: utility,
    async openWindow(name, listener) {
      const opened = createElectronWindow(name, dist, serve, {
        ...listener,
        onClosed: () => {
          windows.delete(opened);
          listener.onClosed();
        },
      });
      windows.add(opened);
      await opened.load();
      return opened.window;
    },
  };
  const supervisor = await supervise(
    { kind: 'electron', spawn: utility, openRoom: (name, options) => openRoom(parts, name, options) },
    dataFolder,
    { undoMs: milliseconds(app.commandLine.getSwitchValue('undo-ms')) },
  );
  const stopWatching = watchMachine((because) => supervisor.lock(because));
  watchPower((because) => supervisor.lock(because));
  app.on('second-instance', () => supervisor.focus());
  // A window is closed with its process; the professional's ends the application.
  app.on('window-all-closed', () => undefined);
  void supervisor.closed
    .then(() => {
      stopWatching();
      return supervisor.stop();
    })
    .finally(() => app.quit());
}

/** Windows and macOS tell Electron itself; Linux says it on its buses (machine-signals.ts). */
function watchPower(onCause: (because: MachineCause) => void): void {
  powerMonitor.on('lock-screen', () => onCause('osLock'));
  powerMonitor.on('user-did-resign-active', () => onCause('osLock'));
  powerMonitor.on('suspend', () => onCause('suspend'));
}

const refused = (): Result<never, Failure> => err({ code: 'REFUSED', ref: randomUUID().slice(0, 8) });
