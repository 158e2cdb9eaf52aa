import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { decode } from '../../shared/bridge/wire.ts';
import { privateFolder } from './data-folder.ts';
import type { LockHandover } from './host.ts';
import type { FromWorkstation, HostCall, ToWorkstation, WorkstationSettings } from './process-messages.ts';

/** A child process as both hosts can make it: forked by Node, or a utility process of Electron. */
export interface Child {
  readonly stdout: Readable | null;
  send(message: ToWorkstation): void;
  onMessage(listener: (message: FromWorkstation) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}
type Spawn = (script: 'service' | 'workstation', args: readonly string[]) => Child;

export interface Shell {
  readonly kind: WorkstationSettings['hostKind'];
  readonly spawn: Spawn;
  /** Delivers one encoded message to the page. */
  readonly toPage: (text: string) => void;
  /** Replaces the page by a fresh one: what it held of a patient goes with it. */
  readonly freshPage: () => void;
  readonly saveFile: (name: string, bytes: Uint8Array) => Promise<'saved' | 'cancelled'>;
  readonly print: () => Promise<'printed' | 'cancelled'>;
}

export interface Supervisor {
  /** Hands one message of the page to the workstation. */
  fromPage(text: string): void;
  /** Process ids, for the tests that kill them. */
  stop(): Promise<void>;
}

const RESTART_PAUSE_MS = 200;

interface ReadyLine {
  readonly socket: string;
  readonly cards: string;
}

/** What the other processes need to know of the embedded service. */
interface EmbeddedService extends ReadyLine {
  /** Whoever could read the data folder has it; it is handed on, and never shown. */
  readonly operatorSecret: string;
}

/**
 * Keeps the two processes behind the window alive: the embedded service and the workstation. Each may die
 * at any moment and is started again; the workstation is ended on purpose at each lock.
 *
 * @param dataFolder folder of this post's data
 * @param serviceArgs further arguments of the embedded service (`--seed demo`, `--now`)
 */
export async function supervise(
  shell: Shell,
  dataFolder: string,
  serviceArgs: readonly string[],
): Promise<Supervisor> {
  const serviceFolder = privateFolder(path.join(dataFolder, 'service'));
  const postFolder = privateFolder(path.join(dataFolder, 'post'));
  let stopping = false;
  let service: Child;
  let workstation: Child;
  let ready = false;
  /** Calls of the page that arrive while the workstation starts. */
  let pending: string[] = [];

  const startService = async (): Promise<EmbeddedService> => {
    service = shell.spawn('service', ['--data', serviceFolder, '--seed', 'demo', ...serviceArgs]);
    service.onExit(() => {
      if (!stopping) setTimeout(() => void startService().catch(() => undefined), RESTART_PAUSE_MS);
    });
    const line = await readyLine(service);
    const operatorSecret = readFileSync(path.join(serviceFolder, 'operator.token'), 'utf8').trim();
    return { ...line, operatorSecret };
  };

  const startWorkstation = (line: EmbeddedService, handover: LockHandover | null): void => {
    const child = shell.spawn('workstation', []);
    workstation = child;
    ready = false;
    child.onMessage((message) => {
      if (workstation === child) receive(message, line);
    });
    child.onExit(() => {
      if (stopping || workstation !== child) return;
      setTimeout(() => {
        startWorkstation(line, null);
        shell.freshPage();
      }, RESTART_PAUSE_MS);
    });
    child.send({
      kind: 'start',
      settings: {
        dataDir: postFolder,
        service: { socketPath: line.socket },
        cardsDir: line.cards,
        operatorSecret: line.operatorSecret,
        practiceList: path.join(serviceFolder, 'practice.csv'),
        hostKind: shell.kind,
        handover,
      },
    });
  };

  const receive = (message: FromWorkstation, line: EmbeddedService): void => {
    switch (message.kind) {
      case 'ready':
        ready = true;
        for (const text of pending) workstation.send({ kind: 'page', text });
        pending = [];
        return;
      case 'page':
        shell.toPage(message.text);
        return;
      case 'hostCall':
        void answerHostCall(shell, decode(message.text) as HostCall).then((value) =>
          workstation.send({ kind: 'hostReply', id: message.id, value }),
        );
        return;
      case 'restart': {
        const ended = workstation;
        pending = [];
        startWorkstation(line, message.handover);
        ended.kill();
        shell.freshPage();
        return;
      }
    }
  };

  const line = await startService();
  startWorkstation(line, null);

  return {
    fromPage(text) {
      if (ready) workstation.send({ kind: 'page', text });
      else pending.push(text);
    },
    async stop() {
      stopping = true;
      const children = [workstation, service];
      await Promise.all(
        children.map(
          (child) =>
            new Promise<void>((resolve) => {
              child.onExit(resolve);
              child.kill();
              setTimeout(resolve, 3000).unref();
            }),
        ),
      );
    },
  };
}

async function answerHostCall(shell: Shell, call: HostCall): Promise<string> {
  switch (call.method) {
    case 'saveFile':
      return shell.saveFile(call.name, call.bytes);
    case 'print':
      return shell.print();
  }
}

function readyLine(child: Child): Promise<ReadyLine> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.onExit(() => reject(new Error('the embedded service ended before it was ready')));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end < 0) return;
      const line: unknown = JSON.parse(text.slice(0, end));
      if (
        typeof line === 'object' &&
        line !== null &&
        'socket' in line &&
        typeof line.socket === 'string' &&
        'cards' in line &&
        typeof line.cards === 'string'
      ) {
        resolve({ socket: line.socket, cards: line.cards });
      } else reject(new Error('the embedded service did not name its socket'));
    });
  });
}
