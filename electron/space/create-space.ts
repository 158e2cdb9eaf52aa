import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Backend } from '../../shared/bridge/mechanism.ts';
import type { SpaceCalls, SpaceEvents } from '../../shared/bridge/space/contract.ts';
import type { Result } from '../../shared/result.ts';
import { watched } from '../bridge/every-call.ts';
import { createFailureLog } from '../bridge/failure-log.ts';
import { createListeners } from '../bridge/listeners.ts';
import { connect } from '../gateway/connection.ts';
import type { Trainer } from '../gateway/trainer.ts';
import { trainerOf } from '../gateway/trainer.ts';
import { kindOfError, openLog } from '../log/log.ts';
import { createSpaceAgenda } from './agenda.ts';
import { createSpaceDocuments } from './documents.ts';
import type { SpaceHost } from './host.ts';
import { createSpaceHistory } from './history.ts';
import { createSpaceFamily } from './family.ts';
import { createSpaceMessages } from './messages.ts';
import { createSpaceNotices } from './notices.ts';
import { createSpaceRecord } from './record.ts';
import { readSpaceReference } from './reference.ts';
import { createSpaceReview } from './review.ts';
import { createSpaceRights } from './rights.ts';
import { createSpaceSections } from './sections.ts';
import { createSpaceServices } from './services.ts';
import { createSpaceSession } from './session.ts';
import { createTrainer } from './trainer.ts';

export interface SpaceOptions {
  /** Folder of the space's own log, 0700. */
  readonly dataDir: string;
  /** Where the embedded service listens. */
  readonly socketPath: string;
  readonly operatorSecret: string;
  /** Whose space was asked for; null for nobody's. */
  readonly suggested: InsRef | null;
  readonly host: SpaceHost;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly now: () => number;
}

/** What stands behind the page of the patient's space. */
export interface Space extends Backend<SpaceCalls, SpaceEvents> {
  /** The professional's page asked for somebody's space while this one was open. */
  suggest(ins: InsRef | null): void;
}

/**
 * Assembles what stands behind the patient's page: a client of the embedded service with a patient's session.
 * It knows nothing of the post, of its professional or of what is kept there.
 */
export function createSpace(options: SpaceOptions): Space {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const log = openLog(join(options.dataDir, 'logs'));
  const connection = connect({ socketPath: options.socketPath }, options.now);
  const { now } = connection.clock;
  const trainer = trainerOf(connection, options.operatorSecret);
  const people = once(() => trainer.people());
  const reference = readSpaceReference();
  const listeners = createListeners<SpaceEvents>();
  const { emit } = listeners;
  const onChanged = (): void => emit('space.changed', {});

  const session = createSpaceSession({
    connection,
    people,
    log,
    now,
    suggested: options.suggested,
    onChanged,
    onState: (state) => emit('space.state', state),
    onSuggested: (ins) => emit('space.suggested', { ins }),
  });
  const space = session.current;
  log.write({ event: 'space.started' });

  return {
    handlers: watched<SpaceCalls>(
      {
        ...session.handlers,
        ...createSpaceDocuments({ space, reference, host: options.host, now, onChanged }),
        ...createSpaceRights({ space, onChanged }),
        ...createSpaceHistory({ space, reference, onChanged }),
        ...createSpaceRecord({ space, state: session.state, host: options.host, now, onChanged }),
        ...createSpaceNotices({ space, onChanged }),
        ...createSpaceFamily({ space, onChanged }),
        ...createSpaceSections({ space, now, onChanged }),
        ...createSpaceMessages({ space, reference, host: options.host, now, onChanged }),
        ...createSpaceAgenda({ space, host: options.host, now, onChanged }),
        ...createSpaceServices({ space, now, onChanged }),
        ...createSpaceReview({ trainer, people }),
        ...createTrainer({ trainer, onAdvanced: onChanged }),
      },
      {
        onCall: () => undefined,
        onThrown: (channel, cause) => {
          log.write({ event: 'call.threw', channel, error: kindOfError(cause) });
          return undefined;
        },
      },
    ),
    logFailure: createFailureLog(log),
    onEvent: (listener) => listeners.add(listener),
    suggest: (ins) => session.suggest(ins),
    close: async () => {
      listeners.clear();
      await session.end();
      await connection.close();
      log.write({ event: 'space.stopped' });
      log.close();
    },
  };
}

type People = Awaited<ReturnType<Trainer['people']>>;

/** The people of the demonstration do not change: the first answer is kept, a failure is not. */
function once(ask: () => Promise<People>): () => Promise<People> {
  let known: Extract<People, Result<unknown, never>> | undefined;
  return async () => {
    if (known !== undefined) return known;
    const answer = await ask();
    if (answer.ok) known = answer;
    return answer;
  };
}
