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

/**
 * Makes the first page of a fresh Chromium the window of the application, and closes whatever other page the
 * browser opens. Each window has a browser of its own: nothing of storage, cookies or memory is shared, and a
 * window ends with its browser.
 *
 * @param serve answers a request of the page (see page-files.ts)
 * @param script gives the page the calls of its window
 */
export async function takeWindow(
  devTools: DevTools,
  serve: Serve,
  name: WindowName,
  script: string,
  listener: WindowListener,
): Promise<AppWindow> {
  let own: string | undefined;
  const firstPage = new Promise<string>((resolve) => {
    devTools.on<TargetInfo>('Target.targetCreated', ({ targetInfo: { type, targetId, url } }) => {
      if (type !== 'page' || url.startsWith('devtools:')) return;
      own ??= targetId;
      if (own === targetId) resolve(targetId);
      else void devTools.send('Target.closeTarget', { targetId }).catch(() => undefined);
    });
  });
  devTools.on<{ targetId: string }>('Target.targetDestroyed', ({ targetId }) => {
    if (targetId === own) listener.onClosed();
  });
  // What a page may do outside of itself: copy and paste, tell of news, and in no case download.
  const [targetId] = await Promise.all([
    firstPage,
    devTools.send('Target.setDiscoverTargets', { discover: true }),
    devTools.send('Browser.grantPermissions', {
      origin: ORIGIN,
      permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'],
    }),
    devTools.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
  ]);
  // Not every browser has notifications; nothing waits for it.
  void devTools
    .send('Browser.setPermission', {
      permission: { name: 'notifications' },
      setting: 'granted',
      origin: ORIGIN,
    })
    .catch(() => undefined);
  return openAppWindow(devTools, targetId, {
    serve,
    script,
    path: WINDOWS[name].page,
    onMessage: listener.onMessage,
  });
}
