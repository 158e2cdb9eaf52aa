import { join } from 'node:path';
import { LOCK_MINUTES } from '../../shared/bridge/drafts.ts';
import { PostConfig } from '../../shared/bridge/setup.ts';
import { readTwice, writeTwice } from '../store/twin-file.ts';

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
 * How the post was set up, or null where nobody did yet, or where neither copy can be understood any more: the
 * first start then asks again, and what the post keeps is untouched.
 *
 * @param folder folder of the post's own data
 */
export function readPostConfig(folder: string): PostConfig | null {
  const twin = readTwice(join(folder, FILE), understood);
  return twin.found === 'sound' ? twin.value : null;
}

/** Keeps the set-up; it is on the disk when this returns. */
export const writePostConfig = (folder: string, config: PostConfig): void =>
  writeTwice(join(folder, FILE), JSON.stringify(config, null, 2));

/** Makes two good copies again of one that is left. */
export function mendPostConfig(folder: string): void {
  const twin = readTwice(join(folder, FILE), understood);
  if (twin.found === 'sound' && !twin.isWhole) writePostConfig(folder, twin.value);
}

function understood(text: string): PostConfig | undefined {
  try {
    return PostConfig.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
