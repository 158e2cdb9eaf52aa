import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_MINUTES } from '../../shared/bridge/drafts.ts';
import { PostConfig } from '../../shared/bridge/setup.ts';
import { writeDurably } from '../store/durable-file.ts';

const FILE = 'config.json';

/** The post before anybody set it up: the embedded service, which needs nobody's leave. */
export const USUAL_CONFIG: PostConfig = {
  version: 1,
  name: 'Poste',
  service: { kind: 'embedded' },
  lockAfterMinutes: LOCK_MINUTES.usual,
  notifications: true,
};

/**
 * How the post was set up, or null where nobody did yet, or where the file cannot be understood any more: the
 * first start then asks again, and what the post keeps is untouched.
 *
 * @param folder folder of the post's own data
 */
export function readPostConfig(folder: string): PostConfig | null {
  const path = join(folder, FILE);
  if (!existsSync(path)) return null;
  try {
    return PostConfig.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** Keeps the set-up; it is on the disk when this returns. */
export const writePostConfig = (folder: string, config: PostConfig): void =>
  writeDurably(join(folder, FILE), `${JSON.stringify(config, null, 2)}\n`);
