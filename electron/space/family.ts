import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { FamilyView } from '../../shared/bridge/space/family.ts';
import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { Result } from '../../shared/result.ts';
import { nameCarer, relatedPersons, removeCarer } from '../gateway/related-persons.ts';
import type { OpenSpace } from './session.ts';

export interface SpaceFamilyDeps {
  readonly space: () => Result<OpenSpace, 'LOCKED'>;
  readonly onChanged: () => void;
}

/** Who acts for the holder, and the carers whom he names. */
export function createSpaceFamily(
  deps: SpaceFamilyDeps,
): Pick<SpaceHandlers, Extract<keyof SpaceHandlers, `own.family.${string}`>> {
  async function after(
    act: (space: OpenSpace) => Promise<Result<null, FailureCode>>,
  ): Promise<Result<FamilyView, FailureCode>> {
    const space = deps.space();
    if (!space.ok) return space;
    const done = await act(space.value);
    if (!done.ok) return done;
    deps.onChanged();
    return relatedPersons(space.value.client, space.value.holder.ins);
  }

  return {
    'own.family.view': async () => {
      const space = deps.space();
      return space.ok ? relatedPersons(space.value.client, space.value.holder.ins) : space;
    },
    'own.family.nameCarer': (carer) => after(({ client, holder }) => nameCarer(client, holder.ins, carer)),
    'own.family.removeCarer': ({ id }) => after(({ client }) => removeCarer(client, id)),
  };
}
