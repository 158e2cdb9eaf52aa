import type { TrustedClock } from '../cache/trusted-clock.ts';
import { carriedPlace } from '../cache/visit-bag.ts';
import type { Log } from '../log/log.ts';
import type { UnlockDeps } from '../session/unlock.ts';
import type { WritableDatabase } from '../store/open.ts';
import { WORKSTATION_SCHEMA } from '../store/schema.ts';
import { stretchEarly } from '../vault/early-stretch.ts';
import type { DeskKeysDeps } from './desk-keys.ts';
import { ownerFolder } from './desk-keys.ts';
import { openDeskStore } from './desk-store.ts';
import { importPracticeList } from './practice-list.ts';

export interface OwnStoresDeps extends Omit<DeskKeysDeps, 'stretch'> {
  readonly log: Log;
  /** CSV of the practice's own patients; null: there is none. */
  readonly practiceList: string | null;
  readonly clockOf: (database: WritableDatabase) => TrustedClock;
}

/** The own stores of this post's professionals, as an unlocking opens them. */
export function ownStores(
  deps: OwnStoresDeps,
): Pick<UnlockDeps, 'beginStretch' | 'openStore' | 'carriedPlace'> {
  return {
    beginStretch: (professionalId, pin) => stretchEarly(ownerFolder(deps.dataDir, professionalId), pin),
    openStore: async (professionalId, pin, way, stretch) => {
      const desk = { ...deps, stretch, migrations: WORKSTATION_SCHEMA };
      const store = await openDeskStore(desk, professionalId, pin, way);
      if (store.ok) await importPracticeList(store.value.database, deps.practiceList, deps.log);
      return store;
    },
    carriedPlace: ({ database }) => carriedPlace(database, deps.clockOf(database)),
  };
}
