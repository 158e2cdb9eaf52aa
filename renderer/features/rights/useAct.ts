import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import { announce } from '../../platform/announcer.ts';

export interface ActState {
  readonly failure: Failure | null;
  readonly isActing: boolean;
  readonly run: () => void;
}

export interface ActEnd {
  /** Read aloud when it is done. */
  readonly done: string;
  readonly onDone: () => void;
}

/** One act of a dialog: under way, done and said, or failed with the dialog still open. */
export function useAct(act: () => Promise<Failure | null>, { done, onDone }: ActEnd): ActState {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isActing, setActing] = useState(false);
  const perform = async (): Promise<void> => {
    setActing(true);
    const problem = await act();
    setActing(false);
    setFailure(problem);
    if (problem !== null) return;
    announce(done);
    onDone();
  };
  return { failure, isActing, run: () => void perform() };
}
