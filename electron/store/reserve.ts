import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Room on the disk that is kept for what must still be written when no other is left: the trace of what is
 * read, the try of a PIN. Reading, locking and signing out then go on; acts wait.
 */
export interface Reserve {
  /** Gives the room to whoever writes next. @returns false where there was none to give */
  take(): boolean;
  /** Takes the room back. @returns whether it is whole, and the disk has more beside it */
  restore(): boolean;
}

const RESERVED_BYTES = 1_048_576;
const PROBE_BYTES = 65_536;

/** @param path file that holds the room; it says nothing and may be lost */
export function openReserve(path: string, bytes = RESERVED_BYTES): Reserve {
  const isWhole = (): boolean => existsSync(path) && statSync(path).size === bytes;
  const reserve: Reserve = {
    take: () => {
      if (!existsSync(path)) return false;
      rmSync(path, { force: true });
      return true;
    },
    restore: () => {
      if (isWhole()) return takes(`${path}.probe`, Math.min(bytes, PROBE_BYTES));
      return takes(path, bytes, 'stays');
    },
  };
  if (!isWhole()) reserve.restore();
  return reserve;
}

/** Whether the disk takes a file of that size. */
function takes(path: string, bytes: number, then: 'stays' | 'goes' = 'goes'): boolean {
  try {
    fill(path, bytes);
    if (then === 'stays') return true;
    rmSync(path, { force: true });
    return true;
  } catch {
    rmSync(path, { force: true });
    return false;
  }
}

/** Written out and flushed: a file of holes would hold nothing back. */
function fill(path: string, bytes: number): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeFileSync(file, Buffer.alloc(bytes, 0x52));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
