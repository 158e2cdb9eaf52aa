import type { Catalogue } from '../../shared/bridge/catalogue.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { catalogueOf, linkService } from '../gateway/catalogue.ts';
import type { OpenSpace } from './session.ts';

export interface SpaceServiceDeps {
  readonly space: () => Result<OpenSpace, 'LOCKED'>;
  readonly now: () => number;
  readonly onChanged: () => void;
}

/** The catalogue of services, and those that the patient linked. */
export function createSpaceServices(
  deps: SpaceServiceDeps,
): Pick<SpaceHandlers, Extract<keyof SpaceHandlers, `own.services.${string}`>> {
  async function list({ client, holder }: OpenSpace): Promise<Result<Catalogue, FailureCode>> {
    const services = await catalogueOf(client, holder.ins);
    return services.ok
      ? ok({ services: services.value, asOf: new Date(deps.now()).toISOString() })
      : services;
  }

  async function after(
    id: string,
    link: Parameters<typeof linkService>[2],
  ): Promise<Result<Catalogue, FailureCode>> {
    const space = deps.space();
    if (!space.ok) return space;
    const done = await linkService(space.value.client, id, link);
    if (!done.ok) return done;
    deps.onChanged();
    return list(space.value);
  }

  return {
    'own.services.list': async () => {
      const space = deps.space();
      return space.ok ? list(space.value) : space;
    },
    'own.services.link': ({ id, exchanges, shown }) => after(id, { exchanges, shown }),
    'own.services.unlink': ({ id }) => after(id, null),
  };
}
