import { decode, encode } from '../../../shared/bridge/wire.ts';

const ORIGIN = 'https://app.localhost';
const SEND = '__bridgeSend';
const RECEIVE = '__bridgeReceive';

interface NavigateEvent extends Event {
  readonly destination: { readonly url: string };
}
declare const window: {
  readonly top: unknown;
  open: unknown;
  [SEND]?: (text: string) => void;
};
declare const location: { readonly origin: string };
declare const navigation: {
  addEventListener(type: 'navigate', listener: (event: NavigateEvent) => void): void;
};

type Listener = (payload: unknown) => void;

function install(channels: readonly string[], send: (text: string) => void): void {
  const waiting = new Map<number, (result: unknown) => void>();
  const listeners = new Map<string, Set<Listener>>();
  let last = 0;

  const call = (channel: string, input: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      send(encode({ id: last, channel, input }));
    });
  const on = (event: string, listener: Listener): (() => void) => {
    const set = listeners.get(event) ?? new Set();
    listeners.set(event, set.add(listener));
    return () => void set.delete(listener);
  };
  const receive = (text: string): void => {
    const message = decode(text) as { id?: number; result?: unknown; event?: string; payload?: unknown };
    if (message.event !== undefined) {
      for (const listener of listeners.get(message.event) ?? []) listener(message.payload);
      return;
    }
    if (message.id === undefined) return;
    waiting.get(message.id)?.(message.result);
    waiting.delete(message.id);
  };

  const bridge = Object.fromEntries(
    channels.map((channel) => [channel, (input: unknown) => call(channel, input)]),
  );
  Object.defineProperty(window, 'bridge', { value: Object.freeze({ ...bridge, on }) });
  Object.defineProperty(window, RECEIVE, { value: receive });
}

/**
 * Put into a page by the Chromium host before any of its scripts: gives the page the calls of its window and
 * locks it to its own origin. It holds no secret: the host checks every message again.
 */
export function installBridge(channels: readonly string[]): void {
  const send = window[SEND];
  if (send !== undefined) {
    delete window[SEND];
    if (window === window.top && location.origin === ORIGIN) install(channels, send);
  }
  navigation.addEventListener('navigate', (event) => {
    if (event.cancelable && new URL(event.destination.url).origin !== ORIGIN) event.preventDefault();
  });
  window.open = () => null;
}
