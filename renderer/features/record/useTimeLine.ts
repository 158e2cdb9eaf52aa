import { useDeferredValue, useMemo, useState } from 'react';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';
import type { Documents } from './documents-store.ts';
import { applyFilters, NO_FILTERS, type Filters } from './filters.ts';
import { useSaying } from './useSaying.ts';
import { newestFirst, timeLineRows, type Rows } from './rows.ts';

export interface ByText {
  /** How many of the lines are there for what their documents say, and not for their titles. */
  readonly count: number;
  readonly source: 'service' | 'post';
  /** Documents that may say it too: nobody knows their words here. */
  readonly wordless: number;
}

export interface TimeLineModel {
  readonly filters: Filters;
  readonly byText: ByText;
  readonly rows: Rows;
  readonly active: number;
  readonly activeDocument: DocumentSummary | null;
  readonly setFilters: (filters: Filters) => void;
  readonly setActive: (position: number) => void;
}

const NONE: readonly DocumentSummary[] = [];

/** What the time line shows of the documents that are here, and which line the keys act on. */
export function useTimeLine(
  bridge: Pick<Bridge, 'record.find'>,
  ins: InsRef,
  state: Documents,
): TimeLineModel {
  const [chosenFilters, changeFilters] = useState(NO_FILTERS);
  const { uniqueIds: saying, wordless, source } = useSaying(bridge, ins, chosenFilters.text);
  const filters = useMemo(() => ({ ...chosenFilters, saying }), [chosenFilters, saying]);
  const [chosen, setActive] = useState(0);
  // Pages arrive while one reads: sorting them anew never holds up a key.
  const documents = useDeferredValue(state.status === 'listed' ? state.documents : NONE);
  const sorted = useMemo(() => newestFirst(documents), [documents]);
  const shown = useMemo(() => applyFilters(sorted, filters), [sorted, filters]);
  const rows = useMemo(() => timeLineRows(shown), [shown]);
  const countByText = useMemo(
    () =>
      saying.size === 0
        ? 0
        : shown.length - applyFilters(shown, { ...filters, saying: NO_FILTERS.saying }).length,
    [shown, filters, saying],
  );
  const withoutWords = useMemo(() => {
    if (wordless.size === 0) return 0;
    const there = new Set(shown);
    return applyFilters(sorted, { ...filters, text: '' }).filter(
      (document) => wordless.has(document.uniqueId) && !there.has(document),
    ).length;
  }, [sorted, shown, filters, wordless]);
  const active = Math.max(0, Math.min(chosen, shown.length - 1));
  return {
    filters,
    byText: { count: countByText, source, wordless: withoutWords },
    rows,
    active,
    activeDocument: shown[active] ?? null,
    setFilters: (next) => {
      changeFilters(next);
      setActive(0);
    },
    setActive,
  };
}
