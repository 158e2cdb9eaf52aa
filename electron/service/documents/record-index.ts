import type { DocumentFacts } from '../../../shared/access/question.ts';
import type { SheetFacets } from '../../../shared/fhir/sheet-facets.ts';
import type { DocumentRow, DocumentStore } from './store.ts';
import { codesOf } from './store.ts';

/** A document as lists look at it: what the rules ask, and what it is searched by. */
export interface IndexedDocument {
  readonly row: DocumentRow;
  readonly facts: DocumentFacts;
  readonly facets: SheetFacets;
}

/** The documents of one record, newest first, then by their own identifier. */
export interface IndexedRecord {
  readonly documents: readonly IndexedDocument[];
  readonly byId: ReadonlyMap<number, IndexedDocument>;
  /** Those that a code of a type finds, in the same order. */
  readonly ofType: (code: string) => readonly IndexedDocument[];
}

/**
 * Memory of the records that were looked at last, so that a list reads no column twice. It is compared with
 * the store's change token at each use, and so is never out of date.
 */
export interface RecordIndex {
  of(recordId: number): IndexedRecord;
}

/** About 1 kB each. */
const MOST_DOCUMENTS = 50_000;

export function recordIndex(store: DocumentStore): RecordIndex {
  const records = new Map<number, { token: number; record: IndexedRecord }>();
  let held = 0;

  function forget(recordId: number): void {
    held -= records.get(recordId)?.record.documents.length ?? 0;
    records.delete(recordId);
  }

  return {
    of: (recordId) => {
      const token = store.changeToken(recordId);
      const known = records.get(recordId);
      if (known?.token === token) {
        // The oldest entry of the map is the one that was not used for longest.
        records.delete(recordId);
        records.set(recordId, known);
        return known.record;
      }
      forget(recordId);
      const record = indexed(store.ofRecord(recordId));
      records.set(recordId, { token, record });
      held += record.documents.length;
      for (const oldest of records.keys()) {
        if (held <= MOST_DOCUMENTS || oldest === recordId) break;
        forget(oldest);
      }
      return record;
    },
  };
}

function indexed(rows: readonly DocumentRow[]): IndexedRecord {
  const documents = rows
    .map((row) => ({ row, facts: factsOf(row), facets: JSON.parse(row.facets) as SheetFacets }))
    .sort(newestFirst);
  let types: ReadonlyMap<string, readonly IndexedDocument[]> | undefined;
  return {
    documents,
    byId: new Map(documents.map((document) => [document.row.id, document])),
    ofType: (code) => {
      types ??= byType(documents);
      return types.get(code) ?? [];
    },
  };
}

function byType(documents: readonly IndexedDocument[]): ReadonlyMap<string, readonly IndexedDocument[]> {
  const found = new Map<string, IndexedDocument[]>();
  for (const document of documents) {
    for (const code of new Set(document.facets.type.map(([, each]) => each))) {
      const those = found.get(code);
      if (those === undefined) found.set(code, [document]);
      else those.push(document);
    }
  }
  return found;
}

export function newestFirst(a: IndexedDocument, b: IndexedDocument): number {
  return b.facets.date.from - a.facets.date.from || byUniqueId(a, b);
}

export function oldestFirst(a: IndexedDocument, b: IndexedDocument): number {
  return a.facets.date.from - b.facets.date.from || byUniqueId(a, b);
}

function byUniqueId(a: IndexedDocument, b: IndexedDocument): number {
  if (a.row.unique_value === b.row.unique_value) return a.row.unique_system < b.row.unique_system ? -1 : 1;
  return a.row.unique_value < b.row.unique_value ? -1 : 1;
}

/** What the rules look at of a document. */
export function factsOf(row: DocumentRow): DocumentFacts {
  return {
    type: row.type,
    class: row.class,
    authorId: row.author,
    status: row.status,
    archived: row.archived === 1,
    confidentiality: codesOf(row),
    maskedBy: row.masked_by ?? undefined,
    depositedAt: row.first_deposited_at,
    version: row.version,
    byPatient: row.by_patient === 1,
  };
}
