import type { BrowserWindow, Session, WebContents } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';

/** The only permission the page has: writing to the clipboard what the person copies. */
const GRANTED = 'clipboard-sanitized-write';

/** Options of every window: written out, none left to a default. */
export const lockedPreferences = (preload: string, session: Session) =>
  ({
    preload,
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    plugins: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    devTools: false,
  }) as const;

/** Electron grants by default: everything is refused but the clipboard. */
export function lockPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === GRANTED));
  session.setPermissionCheckHandler((_contents, permission) => permission === GRANTED);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}));
  session.on('will-download', (event) => event.preventDefault());
}

/** No navigation, redirection, window or embedded page but our own origin's. */
export function lockNavigation(contents: WebContents): void {
  const refuseForeign = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!event.url.startsWith(`${APP_ORIGIN}/`)) event.preventDefault();
  };
  contents.on('will-navigate', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

interface Sender {
  readonly sender: WebContents;
  readonly senderFrame: {
    readonly origin: string;
    readonly parent: unknown;
    readonly detached: boolean;
  } | null;
}

/**
 * True only for the live top frame of our own window. The origin alone is not enough: an `about:blank`
 * child inherits its opener's.
 */
export function isOwnPage({ sender, senderFrame }: Sender, window: BrowserWindow): boolean {
  return (
    !window.isDestroyed() &&
    sender.id === window.webContents.id &&
    senderFrame !== null &&
    !senderFrame.detached &&
    senderFrame.parent === null &&
    senderFrame.origin === APP_ORIGIN
  );
}
