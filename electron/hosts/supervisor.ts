import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { encode } from '../../shared/bridge/wire.ts';
import { privateFolder } from './data-folder.ts';
import type { Room } from './room.ts';
import { ended, openRoom } from './room.ts';
import type { Child, Shell } from './shell.ts';

export interface Supervisor {
  /** Brings the professional's window forward. */
  focus(): void;
  /** The professional closed his window: the application is to end. */
  readonly closed: Promise<void>;
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
 * Keeps the application together: the embedded service, the professional's window with its workstation, and
 * beside it, where somebody trains, the window of the patient's space. Each process may die at any moment
 * and is started again; the workstation is ended on purpose at each lock, which touches no other window.
 *
 * @param dataFolder folder of this post's data
 * @param serviceArgs further arguments of the embedded service (`--now`)
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
  let space: Promise<Room> | undefined;
  let leave: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    leave = resolve;
  });

  const startService = async (): Promise<EmbeddedService> => {
    service = shell.spawn('service', ['--data', serviceFolder, '--seed', 'demo', ...serviceArgs]);
    service.onExit(() => {
      if (!stopping) setTimeout(() => void startService().catch(() => undefined), RESTART_PAUSE_MS);
    });
    const line = await readyLine(service);
    const operatorSecret = readFileSync(path.join(serviceFolder, 'operator.token'), 'utf8').trim();
    return { ...line, operatorSecret };
  };

  const showSpace = async (ins: InsRef | null): Promise<string> => {
    const open = space;
    if (open !== undefined) {
      const room = await open;
      room.tell(encode({ suggested: ins }));
      room.window.focus();
      return 'opened';
    }
    const opening = openRoom(shell, 'space', {
      settings: async () => {
        const { socket, operatorSecret } = await listening;
        const dataDir = privateFolder(path.join(dataFolder, 'space'));
        return { dataDir, socketPath: socket, operatorSecret, suggested: ins };
      },
      onHostCall: async () => null,
      onClosed: () => {
        if (space === opening) space = undefined;
        void opening.then((room) => room.end());
      },
    });
    space = opening;
    try {
      await opening;
      return 'opened';
    } catch {
      space = undefined;
      return 'refused';
    }
  };

  const listening = startService();
  const desk = await openRoom(shell, 'desk', {
    settings: async (handover) => {
      const embedded = await listening;
      return {
        dataDir: postFolder,
        service: { socketPath: embedded.socket },
        cardsDir: embedded.cards,
        operatorSecret: embedded.operatorSecret,
        practiceList: path.join(serviceFolder, 'practice.csv'),
        hostKind: shell.kind,
        handover,
      };
    },
    onHostCall: async (call) => (call.method === 'openSpace' ? showSpace(call.ins) : null),
    onClosed: leave,
  });

  return {
    focus: () => desk.window.focus(),
    closed,
    async stop() {
      stopping = true;
      const training = await space?.catch(() => undefined);
      training?.window.close();
      await Promise.all([desk.end(), training?.end(), ended(service)]);
    },
  };
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
