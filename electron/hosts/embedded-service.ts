import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ServiceTrouble } from '../../shared/doctor/service-trouble.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { privateFolder } from './data-folder.ts';
import type { Child } from './room-parts.ts';
import { ended } from './room.ts';
import type { Shell } from './shell.ts';

const RESTART_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
const LAST_WORDS_MS = 250;

/** What the other processes need to know of the embedded service. */
export interface EmbeddedService {
  readonly socket: string;
  readonly cards: string;
  readonly practiceList: string;
  /** Whoever could read the data folder has it; it is handed on, and never shown. */
  readonly operatorSecret: string;
}

export interface KeptService {
  /** Resolves once it listens, or has said why it does not. */
  readonly listening: Promise<Result<EmbeddedService, ServiceTrouble>>;
  stop(): Promise<void>;
}

/**
 * Starts the embedded service and keeps it: a process that died is started again on the same socket. One that
 * never listened is not: somebody has to mend something first.
 *
 * @param folder folder of its data
 * @param args further arguments (`--now`)
 */
export function keepService(shell: Shell, folder: string, args: readonly string[]): KeptService {
  let stopping = false;
  let child: Child;
  let pauseMs = RESTART_PAUSE_MS;

  const start = async (): Promise<Result<EmbeddedService, ServiceTrouble>> => {
    const fresh = shell.spawn('service', ['--data', privateFolder(folder), '--seed', 'demo', ...args]);
    child = fresh;
    const line = await firstLine(fresh);
    if (!line.ok) return line;
    const operatorSecret = readFileSync(path.join(folder, 'operator.token'), 'utf8').trim();
    pauseMs = RESTART_PAUSE_MS;
    fresh.onExit(startAgain);
    return ok({ ...line.value, practiceList: path.join(folder, 'practice.csv'), operatorSecret });
  };
  const startAgain = (): void => {
    if (stopping) return;
    setTimeout(() => {
      if (!stopping) void start().then((again) => again.ok || startAgain());
    }, pauseMs);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  };

  return {
    listening: start(),
    stop: () => {
      stopping = true;
      return ended(child);
    },
  };
}

const Ready = z.object({ socket: z.string(), cards: z.string() });
const CannotStart = z.object({ cannotStart: ServiceTrouble });
const NO_REASON: ServiceTrouble = { why: 'unknown', needs: null };

/** What the service says first: where it listens, or why it does not. */
function firstLine(child: Child): Promise<Result<z.infer<typeof Ready>, ServiceTrouble>> {
  return new Promise((resolve) => {
    let text = '';
    let hasExited = false;
    const understand = (): void => {
      const end = text.indexOf('\n');
      if (end < 0) return hasExited ? resolve(err(NO_REASON)) : undefined;
      const said = parsed(text.slice(0, end));
      const ready = Ready.safeParse(said);
      if (ready.success) return resolve(ok(ready.data));
      resolve(err(CannotStart.safeParse(said).data?.cannotStart ?? NO_REASON));
    };
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      understand();
    });
    child.onExit(() => {
      // Its last words may still be on their way.
      setTimeout(() => {
        hasExited = true;
        understand();
      }, LAST_WORDS_MS);
    });
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
