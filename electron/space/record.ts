import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { SpaceState } from '../../shared/bridge/space/session.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { closeRecord, downloadRecord, opposeRecord, reopenRecord } from '../gateway/patient-operations.ts';
import type { SpaceHost } from './host.ts';
import type { OpenSpace } from './session.ts';

export interface SpaceRecordDeps {
  readonly space: () => Result<OpenSpace, 'LOCKED'>;
  readonly state: () => Promise<Result<SpaceState, FailureCode>>;
  readonly host: Pick<SpaceHost, 'saveFile'>;
  readonly now: () => number;
  readonly onChanged: () => void;
}

type RecordCall = Extract<keyof SpaceHandlers, `own.record.${string}`>;

/** Opposing, closing and reopening the record: the holder's alone, or his representative's. */
export function createSpaceRecord(deps: SpaceRecordDeps): Pick<SpaceHandlers, RecordCall> {
  async function after(
    act: (space: OpenSpace) => Promise<Result<null, FailureCode>>,
  ): Promise<Result<SpaceState, FailureCode>> {
    const space = deps.space();
    if (!space.ok) return space;
    const outcome = await act(space.value);
    if (!outcome.ok) return outcome;
    deps.onChanged();
    return deps.state();
  }

  return {
    'own.record.close': ({ erase }) => after(({ client }) => closeRecord(client, erase)),
    'own.record.reopen': () => after(({ client }) => reopenRecord(client)),
    'own.record.download': async () => {
      const space = deps.space();
      if (!space.ok) return space;
      const archive = await downloadRecord(space.value.client);
      if (!archive.ok) return archive;
      const day = new Date(deps.now()).toISOString().slice(0, 10);
      const outcome = await deps.host.saveFile(`espace-sante-${day}.zip`, archive.value);
      return ok({ saved: outcome === 'saved' });
    },
    'own.record.oppose': () => after(({ client }) => opposeRecord(client)),
  };
}
