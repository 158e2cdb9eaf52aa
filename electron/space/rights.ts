import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { DirectoryHit } from '../../shared/bridge/rights.ts';
import type { NamedActor, RightsView } from '../../shared/bridge/space/rights.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { revokeConsent } from '../gateway/consent.ts';
import { searchDirectory } from '../gateway/directory-search.ts';
import { allRights, declareRight } from '../gateway/space-rights.ts';
import type { OpenSpace } from './session.ts';

export interface SpaceRightDeps {
  readonly space: () => Result<OpenSpace, 'LOCKED'>;
  readonly onChanged: () => void;
}

type RightCall = Extract<keyof SpaceHandlers, `own.rights.${string}`>;

const namedActor = ({ kind, id, name, profession, places }: DirectoryHit): NamedActor => ({
  kind: kind === 'professional' ? 'professional' : 'establishment',
  id,
  name,
  detail: [profession, places.join(', ')].filter(Boolean).join(' · ') || null,
});

/** Who may read, who may not, and what is open in an emergency: the holder's own choices. */
export function createSpaceRights(deps: SpaceRightDeps): Pick<SpaceHandlers, RightCall> {
  /** Does one thing, and answers what then stands: the service's word, not ours. */
  async function changed(
    act: (space: OpenSpace) => Promise<Result<null, FailureCode>>,
  ): Promise<Result<RightsView, FailureCode>> {
    const space = deps.space();
    if (!space.ok) return space;
    const outcome = await act(space.value);
    if (!outcome.ok) return outcome;
    deps.onChanged();
    return allRights(space.value.client, space.value.holder.ins);
  }

  return {
    'own.rights.view': async () => {
      const space = deps.space();
      return space.ok ? allRights(space.value.client, space.value.holder.ins) : space;
    },
    'own.rights.find': async ({ text }) => {
      const space = deps.space();
      if (!space.ok) return space;
      const { client } = space.value;
      const query = { name: text, place: '' };
      const [people, places] = await Promise.all([
        searchDirectory(client, { kind: 'professional', ...query }),
        searchDirectory(client, { kind: 'structure', ...query }),
      ]);
      if (!people.ok) return people;
      if (!places.ok) return places;
      return ok({ found: [...people.value.hits, ...places.value.hits].map(namedActor) });
    },
    'own.rights.declare': (declaration) =>
      changed(({ client, holder }) => declareRight(client, holder.ins, declaration)),
    'own.rights.end': ({ id }) => changed(({ client }) => revokeConsent(client, id)),
  };
}
