import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceTrouble } from '../../shared/doctor/service-trouble.ts';
import { parsed } from '../../shared/schema/parsed.ts';
import { z } from '../../shared/schema/zod.ts';
import { writeDurably } from '../store/durable-file.ts';

const FILE = 'service-start.json';

/** That the embedded service did not start, and when. */
const FailedStart = z.strictObject({
  /** Milliseconds since the epoch. */
  at: z.int(),
  trouble: ServiceTrouble,
});
export type FailedStart = z.infer<typeof FailedStart>;

/**
 * Keeps why the embedded service did not start, for whoever examines the post once it is closed. A disk that takes no
 * file keeps nothing: it is examined for itself.
 *
 * @param folder folder of the post's own data
 */
export function keepFailedStart(folder: string, failed: FailedStart): void {
  try {
    writeDurably(join(folder, FILE), JSON.stringify(failed));
  } catch {
    return;
  }
}

/** It has started: what kept it from it is over. */
export function forgetFailedStart(folder: string): void {
  try {
    rmSync(join(folder, FILE), { force: true });
  } catch {
    return;
  }
}

/** Why the embedded service did not start the last time; null: it did, or nobody knows. */
export function readFailedStart(folder: string): FailedStart | null {
  try {
    return parsed(FailedStart, readFileSync(join(folder, FILE), 'utf8')) ?? null;
  } catch {
    return null;
  }
}
