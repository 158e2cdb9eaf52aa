import packageFile from '../../package.json' with { type: 'json' };
import type { eventContract } from '../../shared/bridge/contract.ts';
import type { Connection } from '../gateway/connection.ts';
import type { Listeners } from '../bridge/listeners.ts';
import type { Keychain } from '../vault/keychain.ts';
import type { StretchCost } from '../vault/stretch.ts';
import { createBackup } from './backup.ts';
import { createDoctor } from './doctor.ts';
import type { Journals } from './journal.ts';
import { createJournalExport } from './journal-export.ts';
import type { FollowedStart } from './service-start.ts';
import type { Sessions } from './session.ts';
import { createSetup } from './setup.ts';
import type { WorkstationOptions } from './workstation.ts';

export interface PostCallsDeps {
  readonly options: WorkstationOptions;
  readonly start: Pick<FollowedStart, 'trouble'>;
  readonly sessions: Sessions;
  readonly connection: Connection;
  readonly professionLabel: (code: string) => string;
  readonly keychain: Keychain;
  readonly keyCost: StretchCost;
  readonly journals: Journals;
  readonly emit: Listeners<typeof eventContract>['emit'];
}

/** The calls on the post itself: its set-up, its examination, the backup of what it holds, its journal. */
export function createPostCalls(deps: PostCallsDeps) {
  const { options, start, sessions, connection, keychain, keyCost, journals, emit } = deps;
  const { host, dataDir, cardsDir } = options;
  const session = sessions.current;
  const { now } = connection.clock;
  return {
    ...createBackup({ session, host, cost: keyCost, now }),
    ...createJournalExport({
      session,
      journals,
      host,
      now,
      onProgress: (progress) => emit('journal.exportProgress', progress),
    }),
    ...createSetup({
      folder: dataDir,
      cardsDir,
      professionLabel: deps.professionLabel,
      now: options.now,
      sessions,
    }),
    ...createDoctor({
      host,
      version: packageFile.version,
      post: () => {
        const current = session();
        const trouble = start.trouble();
        return {
          folder: dataDir,
          cardsDir,
          keychain,
          service: { address: options.service, connection },
          start: trouble === null ? {} : { trouble },
          store: current.ok ? current.value.store : null,
          now: now(),
        };
      },
    }),
  };
}
