import { openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** How one call of a run fails. */
export type FaultKind = 'enospc' | 'eio' | 'eintr' | 'short' | 'fsync' | 'lie' | 'read';

/** The shim as a process behind it steers it. */
export interface Shim {
  /** The call of that number fails from now on; of `fsync` and `read`, only such calls are counted. */
  arm(call: number, kind: FaultKind): void;
  /** Nothing fails any more. @returns whether what was armed came to be */
  disarm(): boolean;
  /** Bytes that may still be written; -1: as many as one likes. */
  quota(bytes: number): void;
  /** Says something at this place of the record. */
  mark(said: object): void;
}

/** @param folder the one that the shim was started for */
export function openShim(folder: string): Shim {
  const control = openSync(join(folder, 'shim.control'), 'w');
  const marks = openSync(join(folder, 'shim.mark'), 'w');
  const report = `${folder}.report`;
  const tell = (line: string): void => void writeSync(control, line);
  return {
    arm: (call, kind) => tell(`arm ${call} ${kind}`),
    disarm: () => {
      tell(`report ${report}`);
      tell('arm 0 none');
      return readFileSync(report, 'ascii').trim().endsWith(' 1');
    },
    quota: (bytes) => tell(`quota ${bytes}`),
    mark: (said) => void writeSync(marks, JSON.stringify(said)),
  };
}
