import type { Log } from '../log/log.ts';
import { logRef } from '../log/log.ts';
import type { FailureLog } from './dispatch.ts';

/** Writes each failed call down under the reference that the page shows. */
export function createFailureLog(log: Log): FailureLog {
  return ({ channel, code, ref }) => {
    log.write({ event: 'call.failed', channel, code, ref: logRef(ref) });
  };
}
