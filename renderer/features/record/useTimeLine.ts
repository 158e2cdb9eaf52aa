import { useDeferredValue, useMemo, useState } from 'react';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Documents } from './documents-store.ts';
import { applyFilters, NO_FILTERS, type Filters } from './filters.ts';
import { newestFirst, timeLineRows, type Rows } from './rows.ts';

export interface TimeLineModel {
  readonly filters: Filters;
  readonly rows: Rows;
  readonly active: number;
  readonly activeDocument: DocumentSummary | null;
  readonly setFilters: (filters: Filters) => void;
  readonly setActive: (position: number) => void;
}

const NONE: readonly DocumentSummary[] = [];

/** What the time line shows of the documents that are here, and which line the keys act on. */
export function useTimeLine(state: Documents): TimeLineModel {
  const [filters, changeFilters] = useState(NO_FILTERS);
  const [chosen, setActive] = useState(0);
  // Pages arrive while one reads: sorting them anew never holds up a key.
  const documents = useDeferredValue(state.status === 'listed' ? state.documents : NONE);
  const sorted = useMemo(() => newestFirst(documents), [documents]);
  const shown = useMemo(() => applyFilters(sorted, filters), [sorted, filters]);
  const rows = useMemo(() => timeLineRows(shown), [shown]);
  const active = Math.max(0, Math.min(chosen, shown.length - 1));
  return {
    filters,
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
