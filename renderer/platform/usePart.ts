import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import type { Bridge } from './bridge.ts';
import { useInSight } from './commands.ts';
import { createPartStore, type Asked, type PartAnswer } from './part-store.ts';

export interface Part<T> {
  readonly answer: PartAnswer<T>;
  readonly again: () => void;
}

/** A part of the open record, for as long as the component is there. One mount serves one patient. */
export function usePart<T extends { readonly ins: InsRef }>(
  bridge: Pick<Bridge, 'on'>,
  ins: InsRef,
  ask: (how: Asked) => Promise<Result<T, Failure>>,
): Part<T> {
  const [store] = useState(() => {
    const part = createPartStore(bridge, ins, ask);
    return { ...part, again: () => void part.load() };
  });
  const inSight = useInSight();
  useEffect(() => store.start(), [store]);
  useEffect(() => store.look(inSight), [store, inSight]);
  return { answer: useStore(store.state), again: store.again };
}
