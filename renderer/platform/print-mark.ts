import { useEffect } from 'react';
import { createStore } from 'zustand/vanilla';

/** Who prints, and from where: stands at the foot of every printed page, so that a sheet left about says it. */
interface PrintMark {
  readonly who: string;
  readonly where: string;
}

export const printMark = createStore<{ readonly mark: PrintMark | null }>(() => ({ mark: null }));

/** Marks what is printed from this window while the calling part is there. */
export function usePrintMark(who: string, where: string): void {
  useEffect(() => {
    printMark.setState({ mark: { who, where } });
    return () => printMark.setState({ mark: null });
  }, [who, where]);
}
