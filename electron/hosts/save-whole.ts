import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file where the person chose, for him alone (0600), whole or not at all: it gets its name when its last
 * byte is on the disk, and what stood there before is replaced only then.
 */
export async function saveWhole(path: string, bytes: Uint8Array): Promise<'saved' | 'failed'> {
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
    return 'saved';
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
    return 'failed';
  }
}
