import { join } from 'node:path';
import { MIGRATIONS } from '../../../electron/service/storage/schema.ts';
import type { Migration } from '../../../electron/store/migrate.ts';
import { openStore } from '../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import type { Holdings } from './rows.ts';
import { changedSince } from './rows.ts';

export const KEY = Buffer.alloc(32, 7);

/** The schemas that are upgraded, in the order of their versions. */
export const SIDES = ['post', 'service'] as const;

const BY_VERSION = {
  post: WORKSTATION_SCHEMA,
  service: MIGRATIONS,
};

export const schemaOf = (side: string): readonly Migration[] =>
  side === 'service' ? BY_VERSION.service : BY_VERSION.post;

/** Opens what an upgrade left with the newest program. @returns what is wrong with it */
export function upgradeFailureOf(folder: string, side: string, before: Holdings): string | undefined {
  const opened = openStore(join(folder, 'store.db'), KEY, schemaOf(side), { verify: true });
  if (!opened.ok) return `does not open: ${opened.error.code}`;
  try {
    // A step may bring rows of its own: what it does to them on a quiet day is what it must do here.
    const changed = changedSince(opened.value, before);
    return changed.length === 0 ? undefined : `${changed.join(', ')} changed`;
  } finally {
    opened.value.close();
  }
}
