import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { fold, occurrences, type Folded, type Span } from './fold.ts';

/** A document as the search sees it: pages of text. */
export interface FindSource {
  readonly pageCount: number;
  text(page: number): Promise<string>;
  /** Brings a page into sight; the page itself then scrolls to the match that it is given. */
  showPage?(page: number): void;
}

export interface Match {
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
  spansOf(page: number): readonly Span[];
  open(): void;
  close(): void;
  type(text: string): void;
  go(step: 1 | -1): void;
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
  const [matches, setMatches] = useState<readonly Match[]>(NO_MATCHES);
  const [position, setPosition] = useState(0);
  const [isSearching, setSearching] = useState(false);
  const [isWordless, setWordless] = useState(false);
  const pages = useRef(new Map<number, Folded>());

  useEffect(() => {
    pages.current.clear();
    setWordless(false);
  }, [source]);

  useEffect(() => {
    setMatches(NO_MATCHES);
    setPosition(0);
    if (!isOpen || typed.trim() === '') {
      setSearching(false);
      return undefined;
    }
    let stopped = false;
    setSearching(true);

    async function search(): Promise<void> {
      const found: Match[] = [];
      let letters = 0;
      for (let page = 0; page < source.pageCount && !stopped; page += 1) {
        const text = pages.current.get(page) ?? fold(await source.text(page).catch(() => ''));
        pages.current.set(page, text);
        letters += text.text.length;
        for (const span of occurrences(text, typed)) found.push({ page, span });
        if (page % BATCH === BATCH - 1 && !stopped) setMatches([...found]);
      }
      if (stopped) return;
      setMatches(found);
      setWordless(letters === 0);
      setSearching(false);
    }

    const pause = setTimeout(() => void search(), TYPING_PAUSE_MS);
    return () => {
      stopped = true;
      clearTimeout(pause);
    };
  }, [source, isOpen, typed]);

  const byPage = useMemo(() => {
    const groups = new Map<number, Span[]>();
    for (const { page, span } of matches) {
      const group = groups.get(page);
      if (group === undefined) groups.set(page, [span]);
      else group.push(span);
    }
    return groups;
  }, [matches]);

  const current = matches[position] ?? null;
  useEffect(() => {
    if (current !== null) source.showPage?.(current.page);
  }, [current, source]);

  return {
    isOpen,
    typed,
    isSearching,
    count: matches.length,
    position,
    current,
    isWordless,
    spansOf: useCallback((page: number) => byPage.get(page) ?? NONE, [byPage]),
    open: useCallback(() => setOpen(true), []),
    close: useCallback(() => setOpen(false), []),
    type: setTyped,
    go: (step) => {
      if (matches.length > 0) setPosition((position + step + matches.length) % matches.length);
    },
  };
}
