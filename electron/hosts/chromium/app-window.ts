import type { PageResponse } from '../page-files.ts';
import type { DevTools } from './devtools-pipe.ts';

const ORIGIN = 'https://app.localhost';
const BINDING = '__bridgeSend';

export interface AppWindow {
  /** Delivers one encoded message to the page's bridge. */
  toPage(text: string): void;
  freshPage(): void;
  focus(): void;
  close(): void;
  /** Runs a function of ours in the page, with the rights of a key press where `userGesture` is set. */
  callInPage<T>(functionText: string, argument: string, userGesture: boolean): Promise<T>;
  printToPdf(): Promise<Buffer>;
}

interface Target {
  readonly targetInfo: { readonly type: string; readonly targetId: string; readonly url: string };
}
interface Context {
  readonly context: {
    readonly id: number;
    readonly origin: string;
    readonly auxData: { readonly isDefault?: boolean; readonly frameId?: string };
  };
}
interface Paused {
  readonly requestId: string;
  readonly resourceType: string;
  readonly request: { readonly url: string; readonly method: string };
}

/**
 * Turns the first page of a fresh Chromium into the application's window: every request answered from the
 * built files, the bridge installed for the top frame of our origin alone, everything foreign refused.
 *
 * @param serve answers a request of the page (see page-files.ts)
 * @param script the built page-client.ts
 * @param onMessage one encoded message of the page
 */
export async function openAppWindow(
  devTools: DevTools,
  serve: (method: string, pathname: string) => PageResponse,
  script: string,
  onMessage: (text: string) => void,
): Promise<AppWindow> {
  const firstPage = new Promise<string>((resolve) => {
    devTools.on<Target>('Target.targetCreated', ({ targetInfo }) => {
      if (targetInfo.type === 'page') resolve(targetInfo.targetId);
    });
  });
  await devTools.send('Target.setDiscoverTargets', { discover: true });
  const targetId = await firstPage;
  const { sessionId } = await devTools.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  const inPage = <T>(method: string, params: object = {}): Promise<T> =>
    devTools.send<T>(method, params, sessionId);
  const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined);

  const { frameTree } = await inPage<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree');
  const mainFrame = frameTree.frame.id;
  let context = 0;
  let waiting: string[] = [];

  const deliver = (text: string): void =>
    quietly(
      inPage('Runtime.callFunctionOn', {
        functionDeclaration: 'function(text){__bridgeReceive(text)}',
        arguments: [{ value: text }],
        executionContextId: context,
        silent: true,
      }),
    );

  devTools.on<Context>('Runtime.executionContextCreated', ({ context: created }, from) => {
    const { isDefault, frameId } = created.auxData;
    if (from !== sessionId || isDefault !== true || frameId !== mainFrame || created.origin !== ORIGIN)
      return;
    context = created.id;
    for (const text of waiting) deliver(text);
    waiting = [];
  });
  devTools.on<{ executionContextId: number }>('Runtime.executionContextDestroyed', (gone, from) => {
    if (from === sessionId && gone.executionContextId === context) context = 0;
  });
  devTools.on<{ name: string; payload: string; executionContextId: number }>(
    'Runtime.bindingCalled',
    (call, from) => {
      // The sender check: our page's own session, its top frame, its live document of our origin.
      if (from !== sessionId || call.name !== BINDING || call.executionContextId !== context) return;
      onMessage(call.payload);
    },
  );
  devTools.on<Paused>('Fetch.requestPaused', (paused, from) =>
    quietly(answer(devTools, serve, paused, from)),
  );
  devTools.on<{ sessionId: string }>('Target.attachedToTarget', (attached) => {
    if (attached.sessionId === sessionId) return;
    quietly(devTools.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, attached.sessionId));
    quietly(devTools.send('Runtime.runIfWaitingForDebugger', {}, attached.sessionId));
  });
  devTools.on<Target>('Target.targetCreated', ({ targetInfo }) => {
    if (targetInfo.type !== 'page' || targetInfo.targetId === targetId) return;
    if (targetInfo.url.startsWith('devtools:')) return;
    quietly(devTools.send('Target.closeTarget', { targetId: targetInfo.targetId }));
  });
  devTools.on<{ targetId: string }>('Target.targetDestroyed', (gone) => {
    if (gone.targetId === targetId) quietly(devTools.send('Browser.close'));
  });
  devTools.on<{ frame: { parentId?: string; url: string } }>('Page.frameNavigated', ({ frame }, from) => {
    if (from !== sessionId || frame.parentId !== undefined) return;
    if (new URL(frame.url).origin !== ORIGIN) quietly(inPage('Page.navigate', { url: `${ORIGIN}/` }));
  });

  await Promise.all([
    inPage('Page.enable'),
    inPage('Runtime.enable'),
    inPage('Runtime.addBinding', { name: BINDING }),
    inPage('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    inPage('Page.addScriptToEvaluateOnNewDocument', { source: script }),
    devTools.send('Browser.grantPermissions', {
      origin: ORIGIN,
      permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'],
    }),
    devTools.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
    inPage('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
  ]);
  await inPage('Page.navigate', { url: `${ORIGIN}/` });

  return {
    toPage(text) {
      if (context === 0) waiting.push(text);
      else deliver(text);
    },
    freshPage() {
      waiting = [];
      quietly(inPage('Page.navigate', { url: `${ORIGIN}/` }));
    },
    focus: () => quietly(inPage('Page.bringToFront')),
    close: () => quietly(devTools.send('Browser.close')),
    async callInPage<T>(functionText: string, argument: string, userGesture: boolean): Promise<T> {
      const { result } = await inPage<{ result: { value: T } }>('Runtime.callFunctionOn', {
        functionDeclaration: functionText,
        arguments: [{ value: argument }],
        executionContextId: context,
        awaitPromise: true,
        returnByValue: true,
        userGesture,
      });
      return result.value;
    },
    async printToPdf() {
      const { data } = await inPage<{ data: string }>('Page.printToPDF', {
        printBackground: true,
        preferCSSPageSize: true,
      });
      return Buffer.from(data, 'base64');
    },
  };
}

async function answer(
  devTools: DevTools,
  serve: (method: string, pathname: string) => PageResponse,
  paused: Paused,
  sessionId: string,
): Promise<void> {
  const url = new URL(paused.request.url);
  if (url.origin !== ORIGIN) {
    // 'Aborted' leaves the page where it is; any other reason would show an error page.
    const errorReason = paused.resourceType === 'Document' ? 'Aborted' : 'BlockedByClient';
    await devTools.send('Fetch.failRequest', { requestId: paused.requestId, errorReason }, sessionId);
    return;
  }
  const response = serve(paused.request.method, url.pathname);
  await devTools.send(
    'Fetch.fulfillRequest',
    {
      requestId: paused.requestId,
      responseCode: response.status,
      body: response.body.toString('base64'),
      responseHeaders: Object.entries(response.headers).map(([name, value]) => ({ name, value })),
    },
    sessionId,
  );
}
