import type { WindowListener, WindowName } from '../page-window.ts';
import { WINDOWS } from '../page-window.ts';
import type { AppWindow, Serve } from './app-window.ts';
import { openAppWindow, ORIGIN } from './app-window.ts';
import type { DevTools } from './devtools-pipe.ts';

interface TargetInfo {
  readonly targetInfo: {
    readonly type: string;
    readonly targetId: string;
    readonly url: string;
  };
}

interface Page {
  readonly targetId: string;
  readonly dispose: () => void;
}

/** The windows of one Chromium: the page it starts with, and others beside it. */
export interface BrowserWindows {
  open(name: WindowName, script: string, listener: WindowListener): Promise<AppWindow>;
}

/**
 * Takes charge of a fresh Chromium: its first page becomes the first window, each further window is a page
 * in a browser context of its own (nothing of storage, cookies or channels is shared), and whatever page was
 * not opened here is closed.
 *
 * @param serve answers a request of a page (see page-files.ts)
 */
export async function takeWindows(devTools: DevTools, serve: Serve): Promise<BrowserWindows> {
  /** Pages that were opened here, and what to do when one is gone. */
  const own = new Map<string, () => void>();
  /** The page that is being made: its announcement may come before the answer that names it. */
  let making: Promise<unknown> = Promise.resolve();
  const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined);

  const firstPage = new Promise<string>((resolve) => {
    devTools.on<TargetInfo>('Target.targetCreated', ({ targetInfo }) => {
      if (targetInfo.type === 'page') resolve(targetInfo.targetId);
    });
  });
  await devTools.send('Target.setDiscoverTargets', { discover: true });
  const first = await firstPage;
  own.set(first, () => undefined);
  let waiting: string | undefined = first;

  devTools.on<TargetInfo>('Target.targetCreated', ({ targetInfo: { type, targetId, url } }) => {
    if (type !== 'page' || url.startsWith('devtools:')) return;
    const closeForeign = async (): Promise<void> => {
      await making;
      if (!own.has(targetId)) await devTools.send('Target.closeTarget', { targetId });
    };
    quietly(closeForeign());
  });
  devTools.on<{ targetId: string }>('Target.targetDestroyed', ({ targetId }) => {
    const onClosed = own.get(targetId);
    own.delete(targetId);
    onClosed?.();
  });

  /** What a page may do outside of itself: copy and paste, and in no case download. */
  const restrict = (context: { readonly browserContextId?: string }): Promise<unknown> =>
    Promise.all([
      devTools.send('Browser.grantPermissions', {
        ...context,
        origin: ORIGIN,
        permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'],
      }),
      devTools.send('Browser.setDownloadBehavior', { ...context, behavior: 'deny' }),
    ]);

  const makePage = async (name: WindowName): Promise<Page> => {
    const { width, height } = WINDOWS[name];
    const context = await devTools.send<{ browserContextId: string }>('Target.createBrowserContext', {
      disposeOnDetach: true,
    });
    await restrict(context);
    const { targetId } = await devTools.send<{ targetId: string }>('Target.createTarget', {
      ...context,
      url: 'about:blank',
      newWindow: true,
      width,
      height,
    });
    own.set(targetId, () => undefined);
    return { targetId, dispose: () => quietly(devTools.send('Target.disposeBrowserContext', context)) };
  };

  const nextPage = async (name: WindowName): Promise<Page> => {
    if (waiting !== undefined) {
      const targetId = waiting;
      waiting = undefined;
      await restrict({});
      return { targetId, dispose: () => undefined };
    }
    const made = makePage(name);
    making = made.catch(() => undefined);
    return made;
  };

  return {
    async open(name, script, listener) {
      const { targetId, dispose } = await nextPage(name);
      const window = await openAppWindow(devTools, targetId, {
        serve,
        script,
        path: WINDOWS[name].page,
        onMessage: listener.onMessage,
      });
      own.set(targetId, () => {
        window.detach();
        dispose();
        listener.onClosed();
      });
      return window;
    },
  };
}
