import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { SpaceAccess, SpaceAccessFilter } from '../../../shared/bridge/space/history.ts';
import { createTurns } from '../../platform/turns.ts';
import type { SpaceBridge } from '../bridge.ts';

type History =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | {
      readonly status: 'ready';
      readonly entries: readonly SpaceAccess[];
      readonly total: number;
      readonly hasMore: boolean;
      /** Lines that this person reported. */
      readonly reported: ReadonlySet<string>;
    };

export interface ShownHistory {
  readonly list: History;
  readonly more: () => void;
  readonly again: () => void;
}

/** A moment after the last letter of a name. */
const PAUSE_MS = 200;

/** The history as it is narrowed, page after page; asked again silently when something changed. */
export function useHistory(
  bridge: Pick<SpaceBridge, 'own.history.list' | 'on'>,
  filter: SpaceAccessFilter,
): ShownHistory {
  const [list, setList] = useState<History>({ status: 'loading' });
  const [cursor, setCursor] = useState<string | null>(null);
  const [turns] = useState(createTurns);
  const key = JSON.stringify(filter);

  const ask = useCallback(
    (from: string | null, before: readonly SpaceAccess[]) => {
      const turn = turns.next();
      const asked = JSON.parse(key) as SpaceAccessFilter;
      void bridge['own.history.list']({ filter: asked, cursor: from }).then((answer) => {
        if (!turn.isCurrent()) return;
        if (!answer.ok) return setList({ status: 'failed', failure: answer.error });
        const { entries, total, cursor: following, reported } = answer.value;
        setCursor(following);
        setList({
          status: 'ready',
          entries: [...before, ...entries],
          total,
          hasMore: following !== null,
          reported: new Set(reported),
        });
      });
    },
    [bridge, key, turns],
  );
  const again = useCallback(() => ask(null, []), [ask]);

  useEffect(() => {
    const timer = setTimeout(again, PAUSE_MS);
    const stop = bridge.on('space.changed', again);
    return () => {
      clearTimeout(timer);
      stop();
      turns.end();
    };
  }, [bridge, again, turns]);

  const more = useCallback(() => {
    if (list.status === 'ready' && cursor !== null) ask(cursor, list.entries);
  }, [ask, list, cursor]);
  return { list, more, again };
}
