import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Log } from '../log/log.ts';
import type { DiskState } from '../store/disk.ts';
import { diskOf } from '../store/disk.ts';
import type { WritableDatabase } from '../store/open.ts';
import { troubleOf } from '../store/trouble.ts';

export interface DeskDisk {
  /** Watches the disk under the store of the session that opens. */
  open(database: WritableDatabase): void;
  leave(): void;
  state(): DiskState;
}

/** How often a full disk is looked at again: what waits for room resumes by itself. */
const RECHECK_MS = 5_000;

/** The disk under the open session's store, for the status line. */
export function watchDeskDisk(log: Log, onState: () => void): DeskDisk {
  let database: WritableDatabase | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    open: (opened) => {
      database = opened;
      diskOf(opened).onChange((state) => {
        log.write({ event: 'store.disk', state });
        onState();
      });
      timer = setInterval(() => diskOf(opened).recheck(), RECHECK_MS).unref();
    },
    leave: () => {
      clearInterval(timer);
      database = undefined;
    },
    state: () => (database === undefined ? 'sound' : diskOf(database).state()),
  };
}

/** What the page is told of an error that is the disk's fault; undefined: it is not. */
export function codeOfTrouble(cause: unknown): FailureCode | undefined {
  switch (troubleOf(cause)) {
    case 'full':
      return 'DISK_FULL';
    case 'failed':
    case 'damaged':
      return 'STORE_FAILED';
    case undefined:
      return undefined;
  }
}
