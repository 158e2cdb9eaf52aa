import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { monthAndYear, monthKey } from '../../i18n/format.ts';

export type Row =
  | { readonly kind: 'month'; readonly key: string; readonly label: string }
  | {
      readonly kind: 'document';
      readonly key: string;
      readonly position: number;
      readonly document: DocumentSummary;
    };

export interface Rows {
  readonly rows: readonly Row[];
  /** Row of each document, by its position in the list. */
  readonly rowOf: readonly number[];
}

/** The lines of the time line: newest act first, a heading where the month changes. */
export function timeLineRows(documents: readonly DocumentSummary[]): Rows {
  const rows: Row[] = [];
  const rowOf: number[] = [];
  let month = '';
  let position = 0;
  for (const document of documents) {
    const key = monthKey(document.actDate);
    if (key !== month) {
      rows.push({ kind: 'month', key, label: monthAndYear(document.actDate) });
      month = key;
    }
    rowOf.push(rows.length);
    rows.push({ kind: 'document', key: document.uniqueId, position: position++, document });
  }
  return { rows, rowOf };
}

/** Newest act first; the service's order is kept between acts of the same instant. */
export const newestFirst = (documents: readonly DocumentSummary[]): readonly DocumentSummary[] =>
  documents.toSorted((one, other) => Date.parse(other.actDate) - Date.parse(one.actDate));
