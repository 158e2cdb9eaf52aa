import { join } from 'node:path';
import { DRAFT_DAYS, LOCK_MINUTES } from '../../shared/bridge/drafts.ts';
import { PostConfig } from '../../shared/bridge/setup.ts';
import { parsed } from '../../shared/schema/parsed.ts';
import { readTwice, writeTwice } from '../store/twin-file.ts';

const FILE = 'config.json';

/** The post before anybody set it up: the embedded service, which needs nobody's leave. */
export const USUAL_CONFIG: PostConfig = {
  version: 1,
  name: 'Poste',
  service: { kind: 'embedded' },
  place: null,
  lockAfterMinutes: LOCK_MINUTES.usual,
  draftDays: DRAFT_DAYS.usual,
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

/** The same, and of one good copy that is left two again. */
export function openPostConfig(folder: string): PostConfig | null {
  const twin = readTwice(join(folder, FILE), understood);
  if (twin.found !== 'sound') return null;
  if (!twin.isWhole) writePostConfig(folder, twin.value);
  return twin.value;
}

const understood = (text: string): PostConfig | undefined => parsed(PostConfig, text);
