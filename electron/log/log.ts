import { chmodSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { ErrorKind, LogEvent, LogRef } from './events.ts';

export interface Log {
  write(event: LogEvent): void;
  close(): void;
}

const FILE = 'workstation.log';
/** The file turns over at this size, so that a post that runs for years keeps two of them at most. */
const TURN_BYTES = 5_000_000;

/**
 * Opens the workstation's log: one JSON line an event, written before the call returns, because the line
 * that matters is the last one before the process ends.
 *
 * @param dir folder of the logs, created 0700
 */
export function openLog(dir: string): Log {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, FILE);
  if (existsSync(path) && statSync(path).size > TURN_BYTES) renameSync(path, `${path}.1`);
  const destination = pino.destination({ dest: path, sync: true, append: true });
  chmodSync(path, 0o600);
  destination.on('error', () => undefined);
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    write: (event) => {
      try {
        logger.info(event);
      } catch {
        // A full disk takes no line: what was going to be told of must not stop for that.
      }
    },
    close: () => destination.end(),
  };
}

/** A reference as the bridge gives it; whatever is not one is not written. */
export function logRef(text: string): LogRef {
  return (/^[0-9a-f-]{1,40}$/.test(text) ? text : '-') as LogRef;
}

/** What may be said of an exception: its kind, never its message, which can quote a patient. */
export function kindOfError(cause: unknown): ErrorKind {
  if (cause instanceof TypeError) return 'TypeError';
  if (cause instanceof RangeError) return 'RangeError';
  if (!(cause instanceof Error)) return 'Error';
  if (cause.name === 'SqliteError') return 'SqliteError';
  return 'errno' in cause ? 'SystemError' : 'Error';
}
