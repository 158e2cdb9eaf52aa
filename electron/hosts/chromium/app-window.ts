import type { PageResponse } from '../page-files.ts';
import type { DevTools } from './devtools-pipe.ts';

/** Origin of every page of the application in this host. */
export const ORIGIN = 'https://app.localhost';
const BINDING = '__bridgeSend';
/** Of no site: the page that follows is loaded in another process, and the one before ends with its heap. */
const BLANK = 'data:text/html,<title>Poste Sant%C3%A9</title>';

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

export type Serve = (method: string, pathname: string) => PageResponse;

interface WindowPage {
  /** Answers a request of the page (see page-files.ts). */
  readonly serve: Serve;
  /** The built script that gives the page its bridge. */
  readonly script: string;
  /** Address of the page below our origin. */
  readonly path: string;
  /** One encoded message of the page. */
  readonly onMessage: (text: string) => void;
}

/**
 * Turns a page of Chromium into a window of the application: every request answered from the built files,
 * the bridge installed for the top frame of our origin alone, everything foreign refused.
 */
export async function openAppWindow(
  devTools: DevTools,
  targetId: string,
  { serve, script, path, onMessage }: WindowPage,
): Promise<AppWindow> {
  const address = `${ORIGIN}${path}`;
  const workers = new Set<string>();
  const on: DevTools['on'] = (method, listener) => devTools.on(method, listener);
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

  on<Context>('Runtime.executionContextCreated', ({ context: created }, from) => {
    const { isDefault, frameId } = created.auxData;
    if (from !== sessionId || isDefault !== true || frameId !== mainFrame || created.origin !== ORIGIN)
      return;
    context = created.id;
    for (const text of waiting) deliver(text);
    waiting = [];
  });
  on<{ executionContextId: number }>('Runtime.executionContextDestroyed', (gone, from) => {
    if (from === sessionId && gone.executionContextId === context) context = 0;
  });
  on<{ name: string; payload: string; executionContextId: number }>('Runtime.bindingCalled', (call, from) => {
    // The sender check: our page's own session, its top frame, its live document of our origin.
    if (from !== sessionId || call.name !== BINDING || call.executionContextId !== context) return;
    onMessage(call.payload);
  });
  on<Paused>('Fetch.requestPaused', (paused, from) => {
    if (from !== sessionId && !workers.has(from)) return;
    quietly(answer(devTools, serve, paused, from));
  });
  on<{ sessionId: string }>('Target.attachedToTarget', (attached, from) => {
    // The page's own workers are announced on its session, theirs on theirs.
    if (from !== sessionId && !workers.has(from)) return;
    workers.add(attached.sessionId);
    quietly(devTools.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, attached.sessionId));
    quietly(devTools.send('Runtime.runIfWaitingForDebugger', {}, attached.sessionId));
  });
  on<{ frame: { parentId?: string; url: string } }>('Page.frameNavigated', ({ frame }, from) => {
    if (from !== sessionId || frame.parentId !== undefined) return;
    // Also from the blank page of another site, through which a fresh page comes in a process of its own.
    if (new URL(frame.url).origin !== ORIGIN) quietly(inPage('Page.navigate', { url: address }));
  });

  await Promise.all([
    inPage('Page.enable'),
    inPage('Runtime.enable'),
    inPage('Runtime.addBinding', { name: BINDING }),
    inPage('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    inPage('Page.addScriptToEvaluateOnNewDocument', { source: script }),
    inPage('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
  ]);
  await inPage('Page.navigate', { url: address });

  return {
    toPage(text) {
      if (context === 0) waiting.push(text);
      else deliver(text);
    },
    freshPage() {
      waiting = [];
      context = 0;
      quietly(inPage('Page.navigate', { url: BLANK }));
    },
    focus: () => quietly(inPage('Page.bringToFront')),
    close: () => quietly(devTools.send('Target.closeTarget', { targetId })),
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
