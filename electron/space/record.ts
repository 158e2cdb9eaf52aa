import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { SpaceState } from '../../shared/bridge/space/session.ts';
import type { Result } from '../../shared/result.ts';
import { closeRecord, opposeRecord, reopenRecord } from '../gateway/patient-operations.ts';
import type { OpenSpace } from './session.ts';

export interface SpaceRecordDeps {
  readonly space: () => Result<OpenSpace, 'LOCKED'>;
  readonly state: () => Promise<Result<SpaceState, FailureCode>>;
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
    'own.record.oppose': () => after(({ client }) => opposeRecord(client)),
  };
}
