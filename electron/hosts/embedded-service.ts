import path from 'node:path';
import { ServiceTrouble } from '../../shared/doctor/service-trouble.ts';
import { parsed } from '../../shared/schema/parsed.ts';
import { z } from '../../shared/schema/zod.ts';
import { socketPathOf } from '../service/address.ts';
import { operatorSecretIn } from '../service/operator/secret.ts';
import { privateFolder } from './data-folder.ts';
import { eachLine } from './lines.ts';
import type { ServiceStart } from './process-messages.ts';
import type { Child } from './room-parts.ts';
import { ended } from './room.ts';
import type { Shell } from './shell.ts';

const RESTART_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
const LAST_WORDS_MS = 250;

/** What the other processes need to know of the embedded service, known before it listens. */
interface EmbeddedService {
  readonly socket: string;
  readonly cards: string;
  readonly practiceList: string;
  /**
   * Whoever could read the data folder has it; it is handed on, and never shown. null: it can be neither read nor
   * made, and the service will say why it does not start.
   */
  readonly operatorSecret: string | null;
}

export interface KeptService {
  readonly place: EmbeddedService;
  /** How far its start has come. */
  readonly start: () => ServiceStart;
  stop(): Promise<void>;
}

/**
 * Starts the embedded service and keeps it: a process that died is started again on the same socket. One that
 * never listened is not: somebody has to mend something first. Nobody waits for it: where it will listen is known.
 *
 * @param folder folder of its data
 * @param args further arguments (`--now`)
 * @param onStart told of each step of its start
 */
export function keepService(
  shell: Pick<Shell, 'spawn'>,
  folder: string,
  args: readonly string[],
  onStart: (start: ServiceStart) => void,
): KeptService {
  const dataDir = path.resolve(privateFolder(folder));
  const place = {
    socket: socketPathOf(dataDir),
    cards: path.join(dataDir, 'cards'),
    practiceList: path.join(dataDir, 'practice.csv'),
    operatorSecret: secretIn(dataDir),
  };
  let stopping = false;
  let child: Child;
  let at: ServiceStart = { status: 'starting', preparing: null };
  let pauseMs = RESTART_PAUSE_MS;
  const become = (next: ServiceStart): void => {
    at = next;
    onStart(next);
  };
  /** It has listened once: what ends it afterwards is met by starting it again. */
  const hasListened = (): boolean => at.status === 'listening';

  const begin = (): void => {
    const fresh = shell.spawn('service', ['--data', dataDir, '--seed', 'demo', '--progress', ...args]);
    child = fresh;
    let why = NO_REASON;
    const hear = (line: string): void => {
      const said = saidIn(line);
      if (said === undefined) return;
      if ('cannotStart' in said) {
        why = ServiceTrouble.safeParse(said.cannotStart).data ?? NO_REASON;
        if (!hasListened()) become({ status: 'failed', trouble: why });
      } else if ('socket' in said) {
        pauseMs = RESTART_PAUSE_MS;
        become({ status: 'listening' });
      } else if (!hasListened()) {
        become({ status: 'starting', preparing: { done: said.preparing[0], of: said.preparing[1] } });
      }
    };
    if (fresh.stdout !== null) eachLine(fresh.stdout, hear);
    fresh.onExit(() => {
      if (stopping) return;
      if (hasListened()) return startAgain();
      // Its last words may still be on their way.
      setTimeout(() => {
        if (hasListened()) startAgain();
        else if (at.status !== 'failed') become({ status: 'failed', trouble: why });
      }, LAST_WORDS_MS);
    });
  };
  const startAgain = (): void => {
    setTimeout(() => {
      if (!stopping) begin();
    }, pauseMs);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  };
  begin();

  return {
    place,
    start: () => at,
    stop: () => {
      stopping = true;
      return ended(child);
    },
  };
}

/** A folder that takes no file is told of by the service itself. */
function secretIn(dataDir: string): string | null {
  try {
    return operatorSecretIn(dataDir);
  } catch {
    return null;
  }
}

const NO_REASON: ServiceTrouble = { why: 'unknown', needs: null };
const Said = z.union([
  z.object({ socket: z.string() }),
  z.object({ cannotStart: z.looseObject({}) }),
  z.object({ preparing: z.tuple([z.number(), z.number()]) }),
]);

/** What a line of the service says of its start (electron/service/main.ts); undefined: nothing. */
const saidIn = (line: string): z.infer<typeof Said> | undefined => parsed(Said, line);
