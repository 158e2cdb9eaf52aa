import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { createTurns } from '../platform/turns.ts';
import type { SpaceBridge } from './bridge.ts';

/** What a screen asked of the service, and what it has of it. */
export type Answer<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface Asked<T> {
  readonly answer: Answer<T>;
  /** Asks again; what is in sight stays there meanwhile. */
  readonly again: () => void;
  /** Takes an answer that an act brought. */
  readonly accept: (value: T) => void;
}

/**
 * Asks when the screen opens, and again silently whenever something that this person may see has changed. An
 * answer that comes after a newer question is dropped.
 *
 * @param ask must not change between renderings
 */
export function useAsked<T>(
  bridge: Pick<SpaceBridge, 'on'>,
  ask: () => Promise<Result<T, Failure>>,
): Asked<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ status: 'loading' });
  const [turns] = useState(createTurns);

  const again = useCallback(() => {
    const turn = turns.next();
    void ask().then((result) => {
      if (!turn.isCurrent()) return;
      if (result.ok) setAnswer({ status: 'ready', value: result.value });
      else setAnswer({ status: 'failed', failure: result.error });
    });
  }, [ask, turns]);

  useEffect(() => {
    again();
    const stop = bridge.on('space.changed', again);
    return () => {
      stop();
      turns.end();
    };
  }, [bridge, again, turns]);

  const accept = useCallback(
    (value: T) => {
      turns.end();
      setAnswer({ status: 'ready', value });
    },
    [turns],
  );
  return { answer, again, accept };
}
