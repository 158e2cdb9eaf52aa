import packageFile from '../../package.json' with { type: 'json' };
import type { Connection } from '../gateway/connection.ts';
import type { Keychain } from '../vault/keychain.ts';
import type { StretchCost } from '../vault/stretch.ts';
import { createBackup } from './backup.ts';
import { createDoctor } from './doctor.ts';
import type { FollowedStart } from './service-start.ts';
import type { Sessions } from './session.ts';
import { createSetup } from './setup.ts';
import type { WorkstationOptions } from './workstation.ts';

export interface PostCallsDeps {
  readonly options: WorkstationOptions;
  readonly start: Pick<FollowedStart, 'trouble'>;
  readonly sessions: Sessions;
  readonly connection: Connection;
  readonly keychain: Keychain;
  readonly keyCost: StretchCost;
}

/** The calls on the post itself: its set-up, its examination, the backup of what it holds. */
export function createPostCalls({ options, start, sessions, connection, keychain, keyCost }: PostCallsDeps) {
  const { host, dataDir, cardsDir } = options;
  const session = sessions.current;
  const { now } = connection.clock;
  return {
    ...createBackup({ session, host, cost: keyCost, now }),
    ...createSetup({ folder: dataDir, cardsDir, now: options.now, sessions }),
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
          ...(trouble === null ? {} : { serviceTrouble: trouble }),
          store: current.ok ? current.value.store : null,
          now: now(),
        };
      },
    }),
  };
}
