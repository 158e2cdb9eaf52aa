import type { Handlers } from '../../shared/bridge/contract.ts';
import { err, ok } from '../../shared/result.ts';
import { examineCertificates } from '../doctor/certificates.ts';
import { examineClock } from '../doctor/clock.ts';
import { examineService } from '../doctor/service.ts';
import { connect } from '../gateway/connection.ts';
import { readPostConfig, USUAL_CONFIG, writePostConfig } from '../post/config.ts';
import { readCards } from '../session/card.ts';
import type { Sessions } from './session.ts';

export interface SetupDeps {
  /** Folder of the post's own data. */
  readonly folder: string;
  readonly cardsDir: string | null;
  readonly professionLabel: (code: string) => string;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly now: () => number;
  readonly sessions: Pick<Sessions, 'current' | 'handlers'>;
}

/** The first start of a post, and its set-up afterwards. */
export function createSetup(deps: SetupDeps): Pick<Handlers, 'setup.state' | 'setup.probe' | 'setup.save'> {
  return {
    'setup.state': async () => {
      const kept = readPostConfig(deps.folder);
      const { cards } = deps.cardsDir === null ? { cards: [] } : await readCards(deps.cardsDir);
      return ok({
        configured: kept !== null,
        config: kept ?? USUAL_CONFIG,
        cards: cards.map(({ name, profession }) => ({
          name,
          professionLabel: deps.professionLabel(profession),
        })),
      });
    },
    'setup.probe': async ({ url }) => {
      const connection = connect({ url }, deps.now);
      try {
        const service = await examineService(connection);
        const clock = examineClock(connection.clock);
        return ok([service, await examineCertificates({ url }, connection.clock.now()), clock]);
      } finally {
        await connection.close();
      }
    },
    'setup.save': async (config) => {
      // Once it is set up, nobody changes where the post goes without having signed in.
      if (readPostConfig(deps.folder) !== null && !deps.sessions.current().ok) return err('LOCKED');
      writePostConfig(deps.folder, config);
      await deps.sessions.handlers['session.signOut']({});
      return ok(null);
    },
  };
}
