import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';

interface Incoming {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

export interface DevTools {
  /** Sends one command; rejects with Chromium's own message or when the browser is gone. */
  send<T>(method: string, params?: object, sessionId?: string): Promise<T>;
  /** Listens to one kind of event; `sessionId` is empty for the browser itself. Returns the way to stop. */
  on<T>(method: string, listener: (params: T, sessionId: string) => void): () => void;
  readonly closed: Promise<void>;
}

/**
 * The DevTools protocol over two pipes (`--remote-debugging-pipe`): no TCP port is opened, so no other
 * process of the machine can drive the page. Messages are JSON ended by a zero byte.
 */
export function devToolsOver(commands: Writable, answers: Readable): DevTools {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(cause: Error): void }>();
  const events = new EventEmitter().setMaxListeners(0);
  let last = 0;
  let gone = false;
  let chunks: Buffer[] = [];

  const receive = (message: Incoming): void => {
    if (message.id === undefined) {
      if (message.method !== undefined) events.emit(message.method, message.params, message.sessionId ?? '');
      return;
    }
    const waiter = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) waiter?.resolve(message.result);
    else waiter?.reject(new Error(message.error.message));
  };

  answers.on('data', (data: Buffer) => {
    let rest = data;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      chunks.push(rest.subarray(0, end));
      const text = Buffer.concat(chunks).toString('utf8');
      chunks = [];
      rest = rest.subarray(end + 1);
      receive(JSON.parse(text) as Incoming);
    }
    if (rest.length > 0) chunks.push(rest);
  });
  const closed = new Promise<void>((resolve) => {
    answers.on('close', () => {
      gone = true;
      for (const waiter of waiting.values()) waiter.reject(new Error('the browser has gone'));
      waiting.clear();
      resolve();
    });
  });
  commands.on('error', () => undefined);

  return {
    closed,
    send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
      if (gone) return Promise.reject(new Error('the browser has gone'));
      last += 1;
      const id = last;
      const message = sessionId === undefined ? { id, method, params } : { id, method, params, sessionId };
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        commands.write(`${JSON.stringify(message)}\0`);
      });
    },
    on(method, listener) {
      events.on(method, listener);
      return () => void events.off(method, listener);
    },
  };
}
