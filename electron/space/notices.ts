import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { contactOf, markNoticesRead, noticesOf } from '../gateway/communications.ts';
import type { OpenSpace } from './session.ts';

export interface SpaceNoticeDeps {
  readonly space: () => Result<OpenSpace, 'LOCKED'>;
  readonly onChanged: () => void;
}

/** What the holder was told, and where he wants to be told it. */
export function createSpaceNotices(
  deps: SpaceNoticeDeps,
): Pick<SpaceHandlers, Extract<keyof SpaceHandlers, `own.notices.${string}`>> {
  return {
    'own.notices.list': async () => {
      const space = deps.space();
      if (!space.ok) return space;
      const notices = await noticesOf(space.value.client, space.value.holder.ins);
      return notices.ok ? ok({ notices: notices.value }) : notices;
    },
    'own.notices.markRead': async () => {
      const space = deps.space();
      if (!space.ok) return space;
      const done = await markNoticesRead(space.value.client);
      if (done.ok) deps.onChanged();
      return done;
    },
    'own.notices.contact': async () => {
      const space = deps.space();
      return space.ok ? contactOf(space.value.client, {}) : space;
    },
    'own.notices.setContact': async ({ email, muted }) => {
      const space = deps.space();
      if (!space.ok) return space;
      return contactOf(space.value.client, {
        ...(email === undefined ? {} : { email }),
        ...(muted === undefined ? {} : { muted }),
      });
    },
  };
}
