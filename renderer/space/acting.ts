import { useCallback, useState } from 'react';
import type { Failure } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { announce } from '../platform/announcer.ts';

export interface Acting {
  /** What is being done, by a name of the screen's own; null while nothing is. */
  readonly busy: string | null;
  readonly failure: Failure | null;
  /** Does one thing at a time; says `done` aloud when it is done. Answers whether it was. */
  readonly act: <T>(
    name: string,
    work: () => Promise<Result<T, Failure>>,
    done: { readonly say: string; readonly take?: (value: T) => void },
  ) => Promise<boolean>;
  readonly forget: () => void;
}

/** The acts of one screen: one under way at a time, its failure beside them. */
export function useActing(): Acting {
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const act = useCallback<Acting['act']>(async (name, work, done) => {
    setBusy(name);
    setFailure(null);
    const result = await work();
    setBusy(null);
    if (!result.ok) {
      setFailure(result.error);
      return false;
    }
    if (done.say !== '') announce(done.say);
    done.take?.(result.value);
    return true;
  }, []);
  return { busy, failure, act, forget: useCallback(() => setFailure(null), []) };
}
