import { readFileSync } from 'node:fs';
import path from 'node:path';
import { privateFolder } from './data-folder.ts';
import type { Child } from './room-parts.ts';
import { ended } from './room.ts';
import type { Shell } from './shell.ts';

const RESTART_PAUSE_MS = 200;

/** What the other processes need to know of the embedded service. */
export interface EmbeddedService {
  readonly socket: string;
  readonly cards: string;
  readonly practiceList: string;
  /** Whoever could read the data folder has it; it is handed on, and never shown. */
  readonly operatorSecret: string;
}

export interface KeptService {
  /** Resolves once it listens. */
  readonly listening: Promise<EmbeddedService>;
  stop(): Promise<void>;
}

/**
 * Starts the embedded service and keeps it: a process that died is started again on the same socket.
 *
 * @param folder folder of its data
 * @param args further arguments (`--now`)
 */
export function keepService(shell: Shell, folder: string, args: readonly string[]): KeptService {
  let stopping = false;
  let child: Child;

  const start = async (): Promise<EmbeddedService> => {
    child = shell.spawn('service', ['--data', privateFolder(folder), '--seed', 'demo', ...args]);
    child.onExit(() => {
      if (!stopping) setTimeout(() => void start().catch(() => undefined), RESTART_PAUSE_MS);
    });
    const line = await readyLine(child);
    const operatorSecret = readFileSync(path.join(folder, 'operator.token'), 'utf8').trim();
    return { ...line, practiceList: path.join(folder, 'practice.csv'), operatorSecret };
  };

  return {
    listening: start(),
    stop: () => {
      stopping = true;
      return ended(child);
    },
  };
}

function readyLine(child: Child): Promise<Pick<EmbeddedService, 'socket' | 'cards'>> {
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
