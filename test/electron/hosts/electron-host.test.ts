import type { BrowserWindow, Session, WebContents } from 'electron';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';

// A factory, never an import: loading `electron` from Node starts a download of its binary.
const electron = vi.hoisted(() => ({ protocol: { registerSchemesAsPrivileged: vi.fn() } }));
vi.mock('electron', () => electron);

const { APP_ORIGIN, registerAppScheme, serveApp } =
  await import('../../../electron/hosts/electron/app-protocol.ts');
const { isOwnPage, lockedPreferences, lockNavigation, lockPermissions } =
  await import('../../../electron/hosts/electron/window-locks.ts');

const root = path.resolve(import.meta.dirname, '../../..');

describe('the window of the Electron host', () => {
  it('is sandboxed, isolated and has no Node', () => {
    expect(lockedPreferences('/preload.cjs', {} as Session)).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      plugins: false,
      devTools: false,
    });
  });

  it('grants no permission of Electron but writing to the clipboard', () => {
    const types = readFileSync(path.join(root, 'node_modules/electron/electron.d.ts'), 'utf8');
    const handler =
      /setPermissionRequestHandler\(handler: \(\(webContents: WebContents, permission: ([^,]+),/;
    const names = [...(handler.exec(types)?.[1] ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
    expect(names.length).toBeGreaterThan(15);
    const granted: string[] = [];
    const session = {
      setPermissionRequestHandler: (
        decide: (contents: null, name: string, callback: (ok: boolean) => void) => void,
      ) => {
        for (const name of names) decide(null, name, (ok) => ok && granted.push(name));
      },
      setPermissionCheckHandler: (check: (contents: null, name: string) => boolean) => {
        for (const name of names) if (check(null, name)) granted.push(name);
      },
      setDevicePermissionHandler: (check: () => boolean) => expect(check()).toBe(false),
      setDisplayMediaRequestHandler: vi.fn(),
      on: vi.fn(),
    };
    lockPermissions(session as unknown as Session);
    expect([...new Set(granted)]).toEqual(['clipboard-sanitized-write']);
  });

  it.each([
    ['https://example.org/', true],
    ['file:///etc/passwd', true],
    ['about:blank', true],
    ['app://bundle.evil/', true],
    ['app://bundle', true],
    ['app://bundle/index.html', false],
  ])('going to %s is refused: %s', (url, refused) => {
    const listeners = new Map<string, (event: { url: string; preventDefault(): void }) => void>();
    const opened = vi.fn();
    const contents = {
      on: (name: string, listener: never) => listeners.set(name, listener),
      setWindowOpenHandler: (decide: () => { action: string }) => opened(decide()),
    };
    lockNavigation(contents as unknown as WebContents);
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      const preventDefault = vi.fn();
      listeners.get(name)?.({ url, preventDefault });
      expect(preventDefault.mock.calls.length > 0, name).toBe(refused);
    }
    expect(opened).toHaveBeenCalledWith({ action: 'deny' });
  });
});

describe('who may call the bridge', () => {
  const window = { isDestroyed: () => false, webContents: { id: 1 } } as unknown as BrowserWindow;
  const own = { origin: APP_ORIGIN, parent: null, detached: false };
  const from = (id: number, senderFrame: object | null) =>
    isOwnPage({ sender: { id } as WebContents, senderFrame: senderFrame as typeof own | null }, window);

  it('the live top frame of our own window', () => expect(from(1, own)).toBe(true));
  it.each([
    ['a frame that is gone', 1, null],
    ['a detached frame', 1, { ...own, detached: true }],
    ['a sub-frame', 1, { ...own, parent: {} }],
    ['a look-alike origin', 1, { ...own, origin: 'app://bundle.evil' }],
    ['a child that inherited our origin', 2, own],
  ])('not %s', (_case, id, frame) => expect(from(id, frame)).toBe(false));
});

describe('app://', () => {
  it('is registered with an origin, without service workers or a way round the policy', () => {
    registerAppScheme();
    expect(electron.protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });

  it('answers our own host alone, and no file://', async () => {
    const handlers = new Map<string, (request: { url: string; method: string }) => Response>();
    const session = {
      protocol: { handle: (scheme: string, handler: never) => handlers.set(scheme, handler) },
    };
    const serve = vi.fn(() => ({ status: 200 as const, headers: {}, body: Buffer.from('page') }));
    serveApp(session as unknown as Session, serve);
    const ask = (scheme: string, url: string) => handlers.get(scheme)?.({ url, method: 'GET' });
    expect(await ask('app', 'app://bundle/index.html')?.text()).toBe('page');
    expect(ask('app', 'app://elsewhere/index.html')?.status).toBe(404);
    expect(ask('file', 'file:///etc/passwd')?.status).toBe(404);
    expect(serve).toHaveBeenCalledOnce();
  });
});
