import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../shared/doctor/findings.ts';

const MEGABYTE = 1_048_576;
/** Below this a day of deposits may not fit any more. */
const LOW_MB = 500;
/** Below this the store cannot even close its own log. */
const FULL_MB = 20;

/** Writes and syncs a few bytes where the post keeps its data, and says how much room is left. */
export function examineDisk(folder: string): Finding {
  let freeMb: number;
  try {
    const { bavail, bsize } = statfsSync(folder);
    freeMb = Math.floor((bavail * bsize) / MEGABYTE);
  } catch {
    return { part: 'disk', code: 'DISK_NOT_WRITABLE', measure: null };
  }
  const trouble = troubleWriting(folder);
  if (trouble === 'other') return { part: 'disk', code: 'DISK_NOT_WRITABLE', measure: null };
  if (trouble === 'noSpace' || freeMb < FULL_MB) return { part: 'disk', code: 'DISK_FULL', measure: freeMb };
  return { part: 'disk', code: freeMb < LOW_MB ? 'DISK_LOW' : 'DISK_SOUND', measure: freeMb };
}

function troubleWriting(folder: string): 'noSpace' | 'other' | undefined {
  const path = join(folder, 'examen.tmp');
  try {
    const file = openSync(path, 'w', 0o600);
    try {
      writeSync(file, Buffer.alloc(4096));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return undefined;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    return code === 'ENOSPC' || code === 'EDQUOT' ? 'noSpace' : 'other';
  } finally {
    try {
      rmSync(path, { force: true });
    } catch {
      // What cannot be written cannot be removed either: it was not made.
    }
  }
}
