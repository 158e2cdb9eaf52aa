/**
 * Entry of the workstation process: the only one that holds the professional's keys and his patients. It
 * ends at each lock; the shell then starts another.
 */
import { z } from '../../shared/schema/zod.ts';
import { eventContract } from '../../shared/bridge/contract.ts';
import { decode, encode } from '../../shared/bridge/wire.ts';
import type { Host } from '../hosts/host.ts';
import type {
  FromWorkstation,
  HostCall,
  ToWorkstation,
  WorkstationSettings,
} from '../hosts/process-messages.ts';
import { createWorkstation } from './create-workstation.ts';
import { createDispatch } from './dispatch.ts';

interface ParentPort {
  postMessage(message: FromWorkstation): void;
  on(event: 'message', listener: (event: { data: ToWorkstation }) => void): void;
}

/** Electron gives a utility process a port to its parent; Node gives a forked one a channel. */
function parent(): {
  send(message: FromWorkstation): void;
  receive(listener: (message: ToWorkstation) => void): void;
} {
  const port = (process as { parentPort?: ParentPort }).parentPort;
  if (port !== undefined) {
    return {
      send: (message) => port.postMessage(message),
      receive: (listener) => port.on('message', (event) => listener(event.data)),
    };
  }
  return {
    send: (message) => void process.send?.(message),
    receive: (listener) => process.on('message', (message) => listener(message as ToWorkstation)),
  };
}

const shell = parent();
const PageCall = z.strictObject({ id: z.int(), channel: z.string(), input: z.unknown() });
const waiting = new Map<number, (value: string) => void>();
let lastHostCall = 0;

function askHost(call: HostCall): Promise<string> {
  lastHostCall += 1;
  const id = lastHostCall;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    shell.send({ kind: 'hostCall', id, text: encode(call) });
  });
}

function hostOf(kind: WorkstationSettings['hostKind']): Host {
  return {
    kind,
    saveFile: async (name, bytes) =>
      (await askHost({ method: 'saveFile', name, bytes })) === 'saved' ? 'saved' : 'cancelled',
    print: async () => ((await askHost({ method: 'print' })) === 'printed' ? 'printed' : 'cancelled'),
    restart: (handover) => shell.send({ kind: 'restart', handover }),
  };
}

async function start(settings: WorkstationSettings): Promise<(text: string) => void> {
  const workstation = await createWorkstation({
    dataDir: settings.dataDir,
    service: settings.service,
    cardsDir: settings.cardsDir,
    operatorSecret: settings.operatorSecret,
    practiceList: settings.practiceList,
    host: hostOf(settings.hostKind),
    handover: settings.handover,
    now: Date.now,
  });
  const dispatch = createDispatch(workstation.handlers, workstation.logFailure);
  workstation.onEvent((event, payload) => {
    const known = eventContract[event].safeParse(payload);
    if (known.success) shell.send({ kind: 'page', text: encode({ event, payload: known.data }) });
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void workstation.close().finally(() => process.exit(0)));
  }
  process.once('disconnect', () => void workstation.close().finally(() => process.exit(0)));
  return (text) => {
    const call = PageCall.safeParse(safelyDecoded(text));
    if (!call.success) return;
    void dispatch(call.data.channel, call.data.input).then((result) =>
      shell.send({ kind: 'page', text: encode({ id: call.data.id, result }) }),
    );
  };
}

function safelyDecoded(text: string): unknown {
  try {
    return decode(text);
  } catch {
    return undefined;
  }
}

let onPage: ((text: string) => void) | undefined;
shell.receive((message) => {
  switch (message.kind) {
    case 'start':
      void start(message.settings).then((handle) => {
        onPage = handle;
        shell.send({ kind: 'ready' });
      });
      return;
    case 'page':
      onPage?.(message.text);
      return;
    case 'hostReply':
      waiting.get(message.id)?.(message.value);
      waiting.delete(message.id);
      return;
  }
});
