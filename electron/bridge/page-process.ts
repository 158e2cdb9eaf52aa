import type { Backend, Calls, Events, WindowContract } from '../../shared/bridge/mechanism.ts';
import type { LockCause } from '../../shared/bridge/session.ts';
import { decode, encode } from '../../shared/bridge/wire.ts';
import { z } from '../../shared/schema/zod.ts';
import type { FromProcess, HostCall, ToProcess } from '../hosts/process-messages.ts';
import { createDispatch } from './dispatch.ts';

interface ParentPort<S> {
  postMessage(message: FromProcess): void;
  on(event: 'message', listener: (event: { data: ToProcess<S> }) => void): void;
}

/** What a process behind a window may ask of the shell that carries it. */
export interface ShellPort {
  ask(call: HostCall): Promise<string>;
  send(message: FromProcess): void;
}

/** The side of the process that the shell tells something which no page asked for. */
export interface Told {
  readonly told?: (text: string) => void;
  readonly lock?: (because: LockCause) => void;
}

/** Electron gives a utility process a port to its parent; Node gives a forked one a channel. */
function parent<S>(): {
  send(message: FromProcess): void;
  receive(listener: (message: ToProcess<S>) => void): void;
} {
  const port = (process as { parentPort?: ParentPort<S> }).parentPort;
  if (port !== undefined) {
    return {
      send: (message) => port.postMessage(message),
      receive: (listener) => port.on('message', (event) => listener(event.data)),
    };
  }
  return {
    send: (message) => void process.send?.(message),
    receive: (listener) => process.on('message', (message) => listener(message as ToProcess<S>)),
  };
}

const PageCall = z.strictObject({ id: z.int(), channel: z.string(), input: z.unknown() });

/**
 * Runs this process as the one behind a window: builds what stands behind the bridge when the shell says
 * where everything is, answers the page's calls through the dispatch, and ends with its shell.
 *
 * @param contract the whole boundary of the window
 * @param build assembles the backend; what it gives as `told` hears what the shell says unasked
 */
export function servePage<S, C extends Calls, E extends Events>(
  contract: WindowContract<C, E>,
  build: (settings: S, shell: ShellPort) => Promise<Backend<C, E> & Told>,
): void {
  const shell = parent<S>();
  const waiting = new Map<number, (value: string) => void>();
  let last = 0;
  const port: ShellPort = {
    send: (message) => shell.send(message),
    ask: (call) => {
      last += 1;
      const id = last;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        shell.send({ kind: 'hostCall', id, text: encode(call) });
      });
    },
  };

  const start = async (settings: S): Promise<{ onPage: (text: string) => void } & Told> => {
    const backend = await build(settings, port);
    const dispatch = createDispatch(contract.calls, backend.handlers, backend.logFailure);
    backend.onEvent((event, payload) => {
      const known = contract.events[event]?.safeParse(payload);
      if (known?.success === true) shell.send({ kind: 'page', text: encode({ event, payload: known.data }) });
    });
    const end = (): void => void backend.close().finally(() => process.exit(0));
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
    process.once('disconnect', end);
    return {
      ...(backend.told === undefined ? {} : { told: backend.told }),
      ...(backend.lock === undefined ? {} : { lock: backend.lock }),
      onPage: (text) => {
        const call = PageCall.safeParse(safelyDecoded(text));
        if (!call.success) return;
        void dispatch(call.data.channel, call.data.input).then((result) =>
          shell.send({ kind: 'page', text: encode({ id: call.data.id, result }) }),
        );
      },
    };
  };

  let started: Awaited<ReturnType<typeof start>> | undefined;
  shell.receive((message) => {
    switch (message.kind) {
      case 'start':
        void start(message.settings).then((running) => {
          started = running;
          shell.send({ kind: 'ready' });
        });
        return;
      case 'page':
        started?.onPage(message.text);
        return;
      case 'told':
        started?.told?.(message.text);
        return;
      case 'lock':
        started?.lock?.(message.because);
        return;
      case 'hostReply':
        waiting.get(message.id)?.(message.value);
        waiting.delete(message.id);
        return;
    }
  });
}

function safelyDecoded(text: string): unknown {
  try {
    return decode(text);
  } catch {
    return undefined;
  }
}
