/**
 * One window of the Chromium host: a browser, the page in it and the process behind the page, all below this
 * process and in its process group, so that a lock ends whatever saw keys or patients at one stroke.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encode } from '../../../shared/bridge/wire.ts';
import { privateFolder } from '../data-folder.ts';
import type { LockHandover } from '../host.ts';
import { pageFiles } from '../page-files.ts';
import type { PageWindow, WindowName } from '../page-window.ts';
import type { ProcessSettings } from '../process-messages.ts';
import type { Room } from '../room.ts';
import { openRoom } from '../room.ts';
import { saveWhole } from '../save-whole.ts';
import type { AppWindow } from './app-window.ts';
import type { Browser } from './browser-process.ts';
import { startBrowser } from './browser-process.ts';
import { takeWindow } from './browser-window.ts';
import { forked } from './forked.ts';
import type { FromFront, FrontOptions, ToFront } from './front-messages.ts';

const dist = path.resolve(import.meta.dirname, '..');

/** The script that gives each window's page the calls of its own contract. */
const PAGE_CLIENTS: Readonly<Record<WindowName, string>> = {
  desk: 'page-client/page-client.js',
  space: 'space-page-client/space-page-client.js',
};

const say = (message: FromFront): void => {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};

let browser: Browser | undefined;
let room: Room | undefined;
let give: (settings: ProcessSettings) => void = () => undefined;
/** What was said while the window was not there yet. */
const told: string[] = [];
const waiting = new Map<number, (value: string | null) => void>();
let last = 0;

function settingsFor(handover: LockHandover | null): Promise<ProcessSettings> {
  say({ kind: 'settingsWanted', handover });
  return new Promise((resolve) => {
    give = resolve;
  });
}

async function open(name: WindowName, profile: string, options: FrontOptions): Promise<void> {
  const started = startBrowser({ ...options, profile });
  browser = started;
  const script = readFileSync(path.join(dist, PAGE_CLIENTS[name]), 'utf8');
  void started.exited.then(() => say({ kind: 'closed' }));
  room = await openRoom(
    {
      spawn: forked,
      async openWindow(_name, listener) {
        const window = await takeWindow(
          started.devTools,
          pageFiles(path.join(dist, 'renderer')),
          name,
          script,
          listener,
        );
        return options.headless ? headlessWindow(window, options.saveTo) : personsWindow(window);
      },
    },
    name,
    {
      settings: settingsFor,
      onHostCall: (call) => {
        last += 1;
        const id = last;
        say({ kind: 'hostCall', id, text: encode(call) });
        return new Promise((resolve) => {
          waiting.set(id, resolve);
        });
      },
      onClosed: () => say({ kind: 'closed' }),
      ...(options.keepBrowser
        ? {}
        : { onRestart: (handover: LockHandover | null) => say({ kind: 'restart', handover }) }),
    },
  );
  for (const text of told.splice(0)) room.tell(text);
  say({ kind: 'opened', port: options.testPort ? await started.readTestPort() : null });
}

async function end(): Promise<void> {
  await Promise.all([room?.end(), browser?.devTools.send('Browser.close').catch(() => undefined)]);
  await browser?.exited;
  process.exit(0);
}

process.on('message', (message: ToFront) => {
  switch (message.kind) {
    case 'open':
      void open(message.name, message.profile, message.options);
      return;
    case 'settings':
      give(message.settings);
      return;
    case 'focus':
      room?.focus();
      return;
    case 'close':
      room?.close();
      return;
    case 'told':
      if (room === undefined) told.push(message.text);
      else room.tell(message.text);
      return;
    case 'lock':
      room?.lock(message.because);
      return;
    case 'hostReply':
      waiting.get(message.id)?.(message.value);
      waiting.delete(message.id);
      return;
    case 'end':
      void end();
      return;
  }
});
process.once('disconnect', () => void end());

/** Runs in the page: the save dialog of the browser, then the bytes. */
const SAVE_IN_PAGE = `async function (text) {
  const { name, base64 } = JSON.parse(text);
  try {
    const handle = await showSaveFilePicker({ suggestedName: name });
    const stream = await handle.createWritable();
    await stream.write(Uint8Array.fromBase64(base64));
    await stream.close();
    return 'saved';
  } catch (cause) { return cause.name === 'AbortError' ? 'cancelled' : 'failed'; }
}`;

/** Runs in the page: nothing is shown to who is looking at it already. */
const NOTIFY_IN_PAGE = `function (words) {
  if (!document.hasFocus()) new Notification('Poste Santé', { body: words });
}`;

/** A window with somebody in front of it: the browser's own dialogs. */
function personsWindow(window: AppWindow): PageWindow {
  return {
    ...window,
    async saveFile(name, bytes) {
      const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
      const answer = await window.callInPage<string>(SAVE_IN_PAGE, JSON.stringify({ name, base64 }), true);
      return answer === 'saved' || answer === 'failed' ? answer : 'cancelled';
    },
    async print() {
      await window.callInPage('function () { window.print(); }', '', true);
      return 'printed';
    },
    notify: (words) => void window.callInPage(NOTIFY_IN_PAGE, words, false).catch(() => undefined),
  };
}

/** A window that nobody sees: what it saves and prints goes to a folder, where one was given. */
function headlessWindow(window: AppWindow, saveTo: string | undefined): PageWindow {
  return {
    ...window,
    async saveFile(name, bytes) {
      if (saveTo === undefined) return 'cancelled';
      return saveWhole(path.join(privateFolder(saveTo), path.basename(name)), bytes);
    },
    async print() {
      if (saveTo === undefined) return 'cancelled';
      const pdf = await window.printToPdf();
      writeFileSync(path.join(privateFolder(saveTo), 'impression.pdf'), pdf, { mode: 0o600 });
      return 'printed';
    },
    notify(words) {
      if (saveTo === undefined) return;
      appendFileSync(path.join(privateFolder(saveTo), 'notifications.txt'), `${words}\n`, { mode: 0o600 });
    },
  };
}
