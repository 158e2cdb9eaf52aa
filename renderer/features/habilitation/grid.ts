import type { MatrixView } from '../../../shared/bridge/matrix.ts';
import type { Provenance } from '../../../shared/habilitation/matrix.ts';
import { fold } from './fold.ts';

/** What of the matrix is asked for. An empty set lets everything through. */
export interface Filters {
  readonly query: string;
  readonly rows: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  readonly rights: ReadonlySet<string>;
  readonly provenances: ReadonlySet<string>;
}

export const NO_FILTERS: Filters = {
  query: '',
  rows: new Set(),
  classes: new Set(),
  rights: new Set(),
  provenances: new Set(),
};

export const isFiltering = ({ query, rows, classes, rights, provenances }: Filters): boolean =>
  query.trim() !== '' || [rows, classes, rights, provenances].some(({ size }) => size > 0);

type Source = Provenance | 'none';

const SOURCES: Readonly<Record<string, Source>> = {
  O: 'official',
  S: 'secondary',
  I: 'inferred',
  A: 'assumed',
};

export interface GridCell {
  readonly reads: boolean;
  readonly source: Source;
  /** Passes the filters of right and provenance: the others are dimmed. */
  readonly isAsked: boolean;
}

export interface GridColumn {
  readonly code: string;
  readonly label: string;
  readonly professions: readonly string[];
  readonly isOwn: boolean;
}

export type GridLine =
  | { readonly kind: 'class'; readonly key: string; readonly label: string }
  | {
      readonly kind: 'type';
      readonly key: string;
      readonly label: string;
      /** Position among the types that are shown. */
      readonly position: number;
      readonly cells: readonly GridCell[];
    };

export interface Grid {
  readonly columns: readonly GridColumn[];
  readonly lines: readonly GridLine[];
  /** Index in `lines` of each type shown. */
  readonly lineOf: readonly number[];
}

/**
 * The part of the matrix that passes the filters. Words that begin the name of a profession narrow the columns;
 * others are looked for in types, and in professions where no type has them.
 */
export function gridOf(view: MatrixView, filters: Filters): Grid {
  const query = fold(filters.query);
  const asked = query.split(' ').filter(Boolean);
  const holds = (text: string): boolean => asked.every((word) => fold(text).includes(word));
  const named = view.rows.filter(
    ({ code, label }) => query !== '' && (fold(label).startsWith(query) || fold(code) === query),
  );
  const types =
    named.length > 0 ? view.types : view.types.filter(({ code, label }) => holds(`${code} ${label}`));
  const rowMatches =
    named.length > 0
      ? named
      : view.rows.filter(({ label, professions }) => holds(`${label} ${professions.join(' ')}`));
  const byType = named.length === 0 && (types.length > 0 || rowMatches.length === 0);
  const rows = (byType ? view.rows : rowMatches).filter(
    ({ code }) => filters.rows.size === 0 || filters.rows.has(code),
  );
  const indexes = rows.map(({ code }) => view.rows.findIndex((row) => row.code === code));
  const cellFilter = filters.rights.size > 0 || filters.provenances.size > 0;

  const lines: GridLine[] = [];
  const lineOf: number[] = [];
  let lastClass: string | undefined;
  for (const type of byType ? types : view.types) {
    if (filters.classes.size > 0 && !filters.classes.has(type.class.code)) continue;
    const cells = indexes.map((index) => cellAt(type, index, filters));
    if (cells.length === 0 || (cellFilter && cells.every(({ isAsked }) => !isAsked))) continue;
    if (type.class.code !== lastClass) {
      lastClass = type.class.code;
      lines.push({ kind: 'class', key: `class ${lastClass}`, label: type.class.label });
    }
    lineOf.push(lines.length);
    lines.push({
      kind: 'type',
      key: type.code,
      label: type.label,
      position: lineOf.length - 1,
      cells,
    });
  }
  return {
    columns: rows.map(({ code, label, professions }) => ({
      code,
      label,
      professions,
      isOwn: code === view.ownRow,
    })),
    lines,
    lineOf,
  };
}

function cellAt(type: MatrixView['types'][number], index: number, filters: Filters): GridCell {
  const reads = type.rights[index] === 'R';
  const source = SOURCES[type.sources[index] ?? ''] ?? 'none';
  const { rights, provenances } = filters;
  return {
    reads,
    source,
    isAsked:
      (rights.size === 0 || rights.has(reads ? 'reads' : 'readsNot')) &&
      (provenances.size === 0 || provenances.has(source)),
  };
}
