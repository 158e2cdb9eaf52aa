import { useEffect, useMemo, type RefObject } from 'react';
import { rangesUnder, textUnder } from './dom.ts';
import { markCurrent, markMatches } from './highlight.ts';
import type { Find, FindSource } from './useFind.ts';

/** A document that stands in the page as ordinary elements, as one page of text. */
export function useElementSource(element: RefObject<HTMLElement | null>): FindSource {
  return useMemo(
    () => ({
      pageCount: 1,
      text: () => Promise.resolve(element.current === null ? '' : textUnder(element.current)),
    }),
    [element],
  );
}

/** Marks what was found in such a document, and brings the current match into sight. */
export function useMarkedElement(element: RefObject<HTMLElement | null>, find: Find): void {
  const { current, spansOf } = find;
  const spans = spansOf(0);

  useEffect(() => {
    const root = element.current;
    if (root === null || spans.length === 0) return undefined;
    markMatches(root, rangesUnder(root, spans));
    return () => markMatches(root, []);
  }, [element, spans]);

  useEffect(() => {
    const root = element.current;
    if (root === null || current === null) return undefined;
    const [range] = rangesUnder(root, [current.span]);
    markCurrent(range ?? null);
    range?.startContainer.parentElement?.scrollIntoView({ block: 'center', inline: 'nearest' });
    return () => markCurrent(null);
  }, [element, current]);
}
