import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Announcement } from '../../../shared/bridge/announcements.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

export type Announcements =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | {
      readonly status: 'listed';
      readonly announcements: readonly Announcement[];
      /** How many could not be confirmed by the last check; null: none was made. */
      readonly unknown: number | null;
      readonly isChecking: boolean;
      /** Why the last act was not done. */
      readonly failure: Failure | null;
    };

type AnnouncementsBridge = Pick<Bridge, 'announcements.list' | 'announcements.check' | 'announcements.show'>;

export interface AnnouncementsStore {
  readonly state: StoreApi<Announcements>;
  readonly load: () => Promise<void>;
  readonly check: () => Promise<void>;
  readonly show: (uniqueId: string) => Promise<void>;
  readonly end: () => void;
}

/** What the author has to announce, over all his patients. */
export function createAnnouncementsStore(bridge: AnnouncementsBridge): AnnouncementsStore {
  const state = createStore<Announcements>(() => ({ status: 'loading' }));
  const turns = createTurns();
  const listed = (
    announcements: readonly Announcement[],
    more: { readonly unknown?: number | null; readonly failure?: Failure } = {},
  ): void =>
    state.setState(
      {
        status: 'listed',
        announcements,
        unknown: more.unknown ?? null,
        isChecking: false,
        failure: more.failure ?? null,
      },
      true,
    );
  const refused = (failure: Failure): void => {
    const current = state.getState();
    if (current.status === 'listed') state.setState({ ...current, isChecking: false, failure }, true);
    else state.setState({ status: 'failed', failure }, true);
  };
  return {
    state,
    load: async () => {
      const turn = turns.next();
      const answer = await bridge['announcements.list']({});
      if (!turn.isCurrent()) return;
      if (answer.ok) listed(answer.value.announcements);
      else refused(answer.error);
    },
    check: async () => {
      const current = state.getState();
      if (current.status !== 'listed' || current.isChecking) return;
      state.setState({ ...current, isChecking: true, failure: null }, true);
      const turn = turns.next();
      const answer = await bridge['announcements.check']({});
      if (!turn.isCurrent()) return;
      if (answer.ok) listed(answer.value.announcements, { unknown: answer.value.unknown });
      else refused(answer.error);
    },
    show: async (uniqueId) => {
      const turn = turns.next();
      const answer = await bridge['announcements.show']({ uniqueId });
      if (!turn.isCurrent()) return;
      if (answer.ok) listed(answer.value.announcements);
      else refused(answer.error);
    },
    end: turns.end,
  };
}

/** Those that are still to be made, the ones that press first. */
export const toAnnounce = (announcements: readonly Announcement[]): readonly Announcement[] =>
  announcements.filter(({ status }) => status === 'waiting' || status === 'reminded');
