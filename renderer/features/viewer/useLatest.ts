import { useInsertionEffect, useRef, type RefObject } from 'react';

/** What the last render said, for listeners that outlive it. */
export function useLatest<T>(value: T): Readonly<RefObject<T>> {
  const latest = useRef(value);
  useInsertionEffect(() => {
    latest.current = value;
  });
  return latest;
}
