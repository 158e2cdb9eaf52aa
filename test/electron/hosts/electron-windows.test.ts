import { EventEmitter } from 'node:events';
import type { IpcMainInvokeEvent } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { decode, encode } from '../../../shared/bridge/wire.ts';

/** A window of Electron, as far as ours reaches into it. */
class FakeWindow extends EventEmitter {
  static made: FakeWindow[] = [];
  readonly webContents = {
    id: FakeWindow.made.length + 1,
    send: vi.fn(),
    print: vi.fn(),
    forcefullyCrashRenderer: vi.fn(),
  };
  readonly loadURL = vi.fn(async () => undefined);
  readonly setContentProtection = vi.fn();
  readonly show = vi.fn();
  readonly focus = vi.fn();
  readonly options: { webPreferences: { preload: string; session: { partition: string } }; title: string };
  isGone = false;
  constructor(options: FakeWindow['options']) {
    super();
    this.options = options;
    FakeWindow.made.push(this);
  }
  isDestroyed = () => this.isGone;
  isMinimized = () => false;
  close = () => {
    this.isGone = true;
    this.emit('closed');
  };
}

const sessions: string[] = [];
// A factory, never an import: loading `electron` from Node starts a download of its binary.
vi.mock('electron', () => ({
  BrowserWindow: FakeWindow,
  app: { getPath: () => '/documents' },
  dialog: {},
  protocol: { registerSchemesAsPrivileged: vi.fn() },
  session: {
    fromPartition: (partition: string) => {
      sessions.push(partition);
      return {
        partition,
        protocol: { handle: vi.fn() },
        setPermissionRequestHandler: vi.fn(),
        setPermissionCheckHandler: vi.fn(),
        setDevicePermissionHandler: vi.fn(),
        setDisplayMediaRequestHandler: vi.fn(),
        on: vi.fn(),
      };
    },
  },
}));

const { createElectronWindow } = await import('../../../electron/hosts/electron/electron-window.ts');
const { APP_ORIGIN } = await import('../../../electron/hosts/electron/app-protocol.ts');

const serve = () => ({ status: 404 as const, headers: {}, body: Buffer.alloc(0) });
function open(name: 'desk' | 'space') {
  const messages: string[] = [];
  const onClosed = vi.fn();
  const window = createElectronWindow(name, '/dist', serve, {
    onMessage: (text) => messages.push(text),
    onClosed,
  });
  const fake = FakeWindow.made.at(-1);
  if (fake === undefined) throw new Error('no window was made');
  return { window, fake, messages, onClosed };
}
const callFrom = (id: number): IpcMainInvokeEvent =>
  ({
    sender: { id },
    senderFrame: { origin: APP_ORIGIN, parent: null, detached: false },
  }) as unknown as IpcMainInvokeEvent;

describe('the windows of the Electron host', () => {
  it('have each their own page, preload and session in memory, and a title that names nobody', async () => {
    const [desk, space] = [open('desk'), open('space')];
    await desk.window.load();
    await space.window.load();
    expect(desk.fake.loadURL).toHaveBeenCalledWith(`${APP_ORIGIN}/`);
    expect(space.fake.loadURL).toHaveBeenCalledWith(`${APP_ORIGIN}/space.html`);
    const [a, b] = [desk.fake.options, space.fake.options];
    expect(a.webPreferences.preload).not.toBe(b.webPreferences.preload);
    expect(a.webPreferences.session.partition).not.toBe(b.webPreferences.session.partition);
    expect(sessions.every((partition) => !partition.startsWith('persist:'))).toBe(true);
    expect(b).toMatchObject({
      title: 'Poste Santé',
      webPreferences: { sandbox: true, contextIsolation: true },
    });
  });

  it('answer only the calls of their own page', async () => {
    const [desk, space] = [open('desk'), open('space')];
    expect(space.window.isSender(callFrom(space.fake.webContents.id))).toBe(true);
    expect(space.window.isSender(callFrom(desk.fake.webContents.id))).toBe(false);
    expect(desk.window.isSender(callFrom(space.fake.webContents.id))).toBe(false);
  });

  it('give a call to the process behind them and its answer to the page that asked', async () => {
    const { window, messages } = open('space');
    const answered = window.call(encode({ channel: 'space.state', input: {} }));
    const { id, channel } = decode(messages[0] ?? '') as { id: number; channel: string };
    expect(channel).toBe('space.state');
    window.window.toPage(encode({ id, result: { ok: true, value: null } }));
    expect(decode(await answered)).toEqual({ ok: true, value: null });
  });

  it('end the process of their page before they load a fresh one', async () => {
    const { window, fake } = open('desk');
    await window.load();
    window.window.freshPage();
    expect(fake.webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce();
    expect(fake.loadURL).toHaveBeenCalledTimes(2);
    const [ended] = fake.webContents.forcefullyCrashRenderer.mock.invocationCallOrder;
    expect(ended).toBeLessThan(fake.loadURL.mock.invocationCallOrder[1] ?? 0);
  });

  it('say that they were closed, and reach no page that is gone', () => {
    const { window, fake, onClosed } = open('space');
    window.window.close();
    expect(onClosed).toHaveBeenCalledOnce();
    window.window.toPage(encode({ event: 'space.changed', payload: {} }));
    expect(fake.webContents.send).not.toHaveBeenCalled();
  });
});
