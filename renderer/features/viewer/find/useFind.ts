import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { fold, occurrences, type Folded, type Span } from './fold.ts';

/** A document as the search sees it: pages of text. */
export interface FindSource {
  readonly pageCount: number;
  readonly text: (page: number) => Promise<string>;
  /** Brings a page into sight; the page itself then scrolls to the match that it is given. */
  readonly showPage?: (page: number) => void;
}

interface Match {
  readonly page: number;
  readonly span: Span;
}

export interface Find {
  readonly isOpen: boolean;
  readonly typed: string;
  readonly isSearching: boolean;
  readonly count: number;
  /** From 0; the match that the person stands on. */
  readonly position: number;
  readonly current: Match | null;
  /** The document has no words at all: a scan. */
  readonly isWordless: boolean;
  readonly spansOf: (page: number) => readonly Span[];
  readonly open: () => void;
  readonly close: () => void;
  readonly type: (text: string) => void;
  readonly go: (step: 1 | -1) => void;
}

/** What was found of which words in which document: anything else than what is asked now counts for nothing. */
interface Results {
  readonly source: FindSource;
  readonly typed: string;
  readonly matches: readonly Match[];
  readonly isDone: boolean;
  readonly isWordless: boolean;
}

const NONE: readonly Span[] = [];
const NO_MATCHES: readonly Match[] = [];
/** Pages searched between two paints, so that the count moves while a long document is read. */
const BATCH = 10;
const TYPING_PAUSE_MS = 150;

/** Search in an open document: folded words, all pages, next and previous. */
export function useFind(source: FindSource): Find {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [last, setResults] = useState<Results | null>(null);
  const [place, setPlace] = useState({ typed: '', position: 0 });
  const texts = useRef(new WeakMap<FindSource, Map<number, Folded>>());

  const isAsked = isOpen && typed.trim() !== '';
  useEffect(() => {
    if (!isAsked) return undefined;
    const leaving = new AbortController();
    const pages = texts.current.get(source) ?? new Map<number, Folded>();
    texts.current.set(source, pages);
    const pause = setTimeout(
      () => void search(source, typed, pages, leaving.signal, setResults),
      TYPING_PAUSE_MS,
    );
    return () => {
      leaving.abort();
      clearTimeout(pause);
    };
  }, [source, isAsked, typed]);

  const results = isAsked && last?.source === source && last.typed === typed ? last : null;
  const matches = results?.matches ?? NO_MATCHES;
  const position = place.typed === typed ? Math.min(place.position, Math.max(0, matches.length - 1)) : 0;
  const byPage = useMemo(() => Map.groupBy(matches, ({ page }) => page), [matches]);
  const spans = useMemo(
    () => new Map([...byPage].map(([page, found]) => [page, found.map(({ span }) => span)])),
    [byPage],
  );

  const current = matches[position] ?? null;
  useEffect(() => {
    if (current !== null) source.showPage?.(current.page);
  }, [current, source]);

  return {
    isOpen,
    typed,
    isSearching: isAsked && results?.isDone !== true,
    count: matches.length,
    position,
    current,
    isWordless: results?.isWordless ?? false,
    spansOf: useCallback((page: number) => spans.get(page) ?? NONE, [spans]),
    open: useCallback(() => setOpen(true), []),
    close: useCallback(() => setOpen(false), []),
    type: setTyped,
    go: (step) => {
      const count = matches.length;
      if (count > 0) setPlace({ typed, position: (position + step + count) % count });
    },
  };
}

async function search(
  source: FindSource,
  typed: string,
  pages: Map<number, Folded>,
  left: AbortSignal,
  report: (results: Results) => void,
): Promise<void> {
  const matches: Match[] = [];
  let letters = 0;
  for (let page = 0; page < source.pageCount; page += 1) {
    const text = pages.get(page) ?? fold(await source.text(page).catch(() => ''));
    if (left.aborted) return;
    pages.set(page, text);
    letters += text.text.length;
    matches.push(...occurrences(text, typed).map((span) => ({ page, span })));
    const isDone = page === source.pageCount - 1;
    if (isDone || page % BATCH === BATCH - 1) {
      report({ source, typed, matches: [...matches], isDone, isWordless: isDone && letters === 0 });
    }
  }
}
