import type { Log } from '../log/log.ts';
import { troubleOf } from '../store/trouble.ts';

/** The post's disk did not keep it. */
export type DiskFailure = 'DISK_FULL' | 'STORE_FAILED';

/** @returns what is wrong where the disk did not keep what was done; anything else is ours, and surfaces */
export function onDisk(log: Log, write: () => void): DiskFailure | undefined {
  try {
    write();
    return undefined;
  } catch (cause) {
    const trouble = troubleOf(cause);
    if (trouble === undefined) throw cause;
    const code = trouble === 'full' ? 'DISK_FULL' : 'STORE_FAILED';
    log.write({ event: 'outbox.notKept', code });
    return code;
  }
}
