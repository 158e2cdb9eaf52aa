import { contextBridge, ipcRenderer } from 'electron';
import { decode, encode } from '../../../shared/bridge/wire.ts';

type Listener = (payload: unknown) => void;

/**
 * Gives a page of the Electron host the calls and events of its window, by name: the event object and
 * Electron itself never reach the page.
 */
export function exposeBridge(channels: readonly string[], events: readonly string[]): void {
  const eventNames: ReadonlySet<string> = new Set(events);
  const listeners = new Map<string, Set<Listener>>();

  ipcRenderer.on('bridge.event', (_event, text: string) => {
    const { event, payload } = decode(text) as { event: string; payload: unknown };
    for (const listener of listeners.get(event) ?? []) listener(payload);
  });

  contextBridge.exposeInMainWorld('bridge', {
    ...Object.fromEntries(
      channels.map((channel) => [
        channel,
        async (input: unknown) => decode(await ipcRenderer.invoke('bridge.call', encode({ channel, input }))),
      ]),
    ),
    on(event: string, listener: Listener) {
      if (!eventNames.has(event)) return () => undefined;
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => void set.delete(listener);
    },
  });
}
