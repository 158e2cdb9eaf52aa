import type { WritableDatabase } from '../../store/open.ts';

/** The bytes of documents. */
export interface ContentStore {
  add(documentId: number, bytes: Uint8Array): void;
  /** @param range first byte and count; all of them without it */
  read(documentId: number, range?: { readonly from: number; readonly count: number }): Buffer | undefined;
  eraseRecord(recordId: number): void;
}

export function contentStore(db: WritableDatabase): ContentStore {
  const add = db.prepare('INSERT INTO content (document_id, bytes) VALUES (?, ?)');
  const whole = db.prepare<[number], { bytes: Buffer }>('SELECT bytes FROM content WHERE document_id = ?');
  const part = db.prepare<[number, number, number], { bytes: Buffer }>(
    'SELECT substr(bytes, ?, ?) AS bytes FROM content WHERE document_id = ?',
  );
  const erase = db.prepare(
    'DELETE FROM content WHERE document_id IN (SELECT id FROM document WHERE record_id = ?)',
  );
  return {
    add: (documentId, bytes) => void add.run(documentId, bytes),
    read: (documentId, range) =>
      (range === undefined ? whole.get(documentId) : part.get(range.from + 1, range.count, documentId))
        ?.bytes,
    eraseRecord: (recordId) => void erase.run(recordId),
  };
}
