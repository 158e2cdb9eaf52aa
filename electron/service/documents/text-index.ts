import type { WritableDatabase } from '../../store/open.ts';

/** Full text of the documents; a search stays within one record. */
export interface TextIndex {
  add(documentId: number, recordId: number, text: string): void;
  /** Documents of a record that hold words beginning with each of `words`, accents and case aside. */
  find(recordId: number, words: readonly string[]): ReadonlySet<number>;
  eraseRecord(recordId: number): void;
}

export function textIndex(db: WritableDatabase): TextIndex {
  const add = db.prepare('INSERT INTO document_text (rowid, record, words) VALUES (?, ?, ?)');
  const find = db
    .prepare<[string], number>('SELECT rowid FROM document_text WHERE document_text MATCH ?')
    .pluck();
  const erase = db.prepare(
    'DELETE FROM document_text WHERE rowid IN (SELECT id FROM document WHERE record_id = ?)',
  );
  return {
    add: (documentId, recordId, text) => void add.run(documentId, recordWord(recordId), text),
    find: (recordId, words) => {
      // Words hold letters and digits only: a quoted word cannot end its quotes.
      const wanted = words.map((word) => `{words} : "${word}" *`).join(' AND ');
      return new Set(find.all(`{record} : "${recordWord(recordId)}" AND ${wanted}`));
    },
    eraseRecord: (recordId) => void erase.run(recordId),
  };
}

const recordWord = (recordId: number): string => `record${recordId}`;
