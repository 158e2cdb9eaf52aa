import path from 'node:path';
import type { IpcMainInvokeEvent, Session } from 'electron';
import { app, BrowserWindow, dialog, Notification, session } from 'electron';
import { decode, encode } from '../../../shared/bridge/wire.ts';
import type { PageResponse } from '../page-files.ts';
import type { PageWindow, WindowListener, WindowName } from '../page-window.ts';
import { WINDOWS } from '../page-window.ts';
import { saveWhole } from '../save-whole.ts';
import { APP_ORIGIN, serveApp } from './app-protocol.ts';
import { isOwnPage, lockedPreferences, lockPermissions } from './window-locks.ts';

/** A window of this host, and the calls of its page. */
export interface ElectronWindow {
  readonly window: PageWindow;
  /** True where this call comes from the live top frame of this very window. */
  isSender(event: IpcMainInvokeEvent): boolean;
  /** Hands one call to the process behind the window; resolves with its encoded answer. */
  call(text: string): Promise<string>;
  /** Shows the page, once its calls can be told to be this window's. */
  load(): Promise<void>;
}

const PRELOADS: Readonly<Record<WindowName, string>> = {
  desk: 'preload/preload.cjs',
  space: 'space-preload/space-preload.cjs',
};

/** Each window has a session of its own, in memory: nothing that a page holds is written or shared. */
const PARTITIONS: Readonly<Record<WindowName, string>> = { desk: 'poste-sante', space: 'poste-sante-space' };

type Serve = (method: string, pathname: string) => PageResponse;

/** Sessions that were locked and know our pages; a window that is opened again finds its own. */
const prepared = new Map<WindowName, Session>();

function sessionOf(name: WindowName, serve: Serve): Session {
  const known = prepared.get(name);
  if (known !== undefined) return known;
  const fresh = session.fromPartition(PARTITIONS[name], { cache: false });
  lockPermissions(fresh);
  serveApp(fresh, serve);
  prepared.set(name, fresh);
  return fresh;
}

/**
 * Makes a window, not yet on its page.
 *
 * @param dist folder of the built files
 * @param serve answers a request of a page (see page-files.ts)
 */
export function createElectronWindow(
  name: WindowName,
  dist: string,
  serve: Serve,
  listener: WindowListener,
): ElectronWindow {
  const { page, width, height } = WINDOWS[name];
  const window = new BrowserWindow({
    title: 'Poste Santé',
    width,
    height,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    webPreferences: lockedPreferences(path.join(dist, PRELOADS[name]), sessionOf(name, serve)),
  });
  window.setContentProtection(true);
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  window.once('closed', () => listener.onClosed());

  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;

  return {
    load: () => window.loadURL(`${APP_ORIGIN}${page}`),
    isSender: (event) => isOwnPage(event, window),
    call: (text) => {
      const { channel, input } = decode(text) as { channel: string; input: unknown };
      last += 1;
      const id = last;
      return new Promise((resolve) => {
        waiting.set(id, (result) => resolve(encode(result)));
        listener.onMessage(encode({ id, channel, input }));
      });
    },
    window: {
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
        if (window.isDestroyed()) return;
        // The page's process is ended, not asked to forget: the next one has a heap of its own.
        window.webContents.forcefullyCrashRenderer();
        void window.loadURL(`${APP_ORIGIN}${page}`);
      },
      focus() {
        if (window.isDestroyed()) return;
        if (window.isMinimized()) window.restore();
        window.focus();
      },
      close() {
        if (!window.isDestroyed()) window.close();
      },
      async saveFile(fileName, bytes) {
        const answer = await dialog.showSaveDialog(window, {
          defaultPath: path.join(app.getPath('documents'), fileName),
        });
        if (answer.canceled) return 'cancelled';
        return saveWhole(answer.filePath, bytes);
      },
      notify(words) {
        if (!window.isDestroyed() && !window.isFocused())
          new Notification({ title: 'Poste Santé', body: words }).show();
      },
      print: () =>
        new Promise((resolve) => {
          window.webContents.print({ printBackground: true }, (printed) =>
            resolve(printed ? 'printed' : 'cancelled'),
          );
        }),
    },
  };
}
