import type { ConfidentialityCode, DocumentStatus, Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

/** A document as the store keeps it (`migrations/011-documents.ts`), without its sheet and its bytes. */
export interface DocumentRow {
  readonly id: number;
  readonly record_id: number;
  readonly set_id: number;
  readonly entry_id: string;
  readonly binary_id: string;
  readonly unique_system: string;
  readonly unique_value: string;
  readonly logical_system: string;
  readonly logical_value: string;
  /** National identifier of the professional, or INS of the patient. */
  readonly author: string;
  readonly by_patient: 0 | 1;
  readonly status: DocumentStatus;
  readonly archived: 0 | 1;
  /** Codes, separated by a space. */
  readonly confidentiality: string;
  readonly masked_by: 'patient' | 'professional' | null;
  readonly version: number;
  readonly type: string;
  readonly class: string;
  /** The document of which this one is the new version. */
  readonly replaces: number | null;
  readonly first_deposited_at: Instant;
  readonly changed_at: Instant;
  readonly media_type: string;
  readonly size: number;
  readonly sha1: Buffer;
  readonly sha256: Buffer;
  readonly facets: string;
}

/** A sheet as it is answered, but for the address of the service, which goes in at byte `url_at`. */
export interface SheetText {
  readonly sheet: Buffer;
  readonly url_at: number;
}

export type NewDocument = Omit<DocumentRow, 'id'> & SheetText;

/** What a change of a document writes. */
interface ChangedDocument extends SheetText {
  readonly id: number;
  readonly record_id: number;
  readonly entry_id: string;
  readonly status: DocumentStatus;
  readonly archived: 0 | 1;
  readonly confidentiality: string;
  readonly masked_by: 'patient' | 'professional' | null;
  readonly version: number;
  readonly changed_at: Instant;
}

const COLUMNS = [
  'record_id',
  'set_id',
  'entry_id',
  'binary_id',
  'unique_system',
  'unique_value',
  'logical_system',
  'logical_value',
  'author',
  'by_patient',
  'status',
  'archived',
  'confidentiality',
  'masked_by',
  'version',
  'type',
  'class',
  'replaces',
  'first_deposited_at',
  'changed_at',
  'media_type',
  'size',
  'sha1',
  'sha256',
  'facets',
] as const satisfies readonly (keyof DocumentRow)[];

/** The documents of all records. */
export interface DocumentStore {
  byId(id: number): DocumentRow | undefined;
  byEntryId(entryId: string): DocumentRow | undefined;
  /** Any one: what is asked of it in vain takes as long as of one that is hidden. */
  any(): DocumentRow | undefined;
  byBinaryId(binaryId: string): DocumentRow | undefined;
  /** By the document's own identifier, which is its alone. */
  byUniqueId(system: string, value: string): DocumentRow | undefined;
  /** By the identifier that all versions of a document share, newest first. */
  byLogicalId(system: string, value: string): DocumentRow[];
  /** All of a record, in no meaningful order. */
  ofRecord(recordId: number): DocumentRow[];
  /** Documents of a record with the same bytes. */
  sameContent(recordId: number, sha256: Buffer): DocumentRow[];
  sheet(id: number): SheetText | undefined;
  add(document: NewDocument): number;
  change(document: ChangedDocument): void;
  /** Value that differs after every change of a record's documents, also after one that was undone. */
  changeToken(recordId: number): number;
  /** Erases every document of a record: nothing is left of it. */
  erase(recordId: number): void;
}

export function documentStore(db: WritableDatabase): DocumentStore {
  const head = `id, ${COLUMNS.join(', ')}`;
  const byId = db.prepare<[number], DocumentRow>(`SELECT ${head} FROM document WHERE id = ?`);
  const any = db.prepare<[], DocumentRow>(`SELECT ${head} FROM document LIMIT 1`);
  const byEntryId = db.prepare<[string], DocumentRow>(`SELECT ${head} FROM document WHERE entry_id = ?`);
  const byBinaryId = db.prepare<[string], DocumentRow>(`SELECT ${head} FROM document WHERE binary_id = ?`);
  const byUniqueId = db.prepare<[string, string], DocumentRow>(
    `SELECT ${head} FROM document WHERE unique_value = ? AND unique_system = ?`,
  );
  const byLogicalId = db.prepare<[string, string], DocumentRow>(
    `SELECT ${head} FROM document WHERE logical_value = ? AND logical_system = ? ORDER BY id DESC`,
  );
  const ofRecord = db.prepare<[number], DocumentRow>(`SELECT ${head} FROM document WHERE record_id = ?`);
  const sameContent = db.prepare<[number, Buffer], DocumentRow>(
    `SELECT ${head} FROM document WHERE record_id = ? AND sha256 = ?`,
  );
  const sheet = db.prepare<[number], SheetText>('SELECT sheet, url_at FROM document WHERE id = ?');
  const add = db.prepare<NewDocument>(
    `INSERT INTO document (${COLUMNS.join(', ')}, sheet, url_at)
     VALUES (${COLUMNS.map((name) => `@${name}`).join(', ')}, @sheet, @url_at)`,
  );
  const change = db.prepare<ChangedDocument>(
    `UPDATE document SET entry_id = @entry_id, status = @status, archived = @archived,
       confidentiality = @confidentiality, masked_by = @masked_by, version = @version,
       changed_at = @changed_at, sheet = @sheet, url_at = @url_at
     WHERE id = @id`,
  );
  const token = db.prepare<[number], { token: number }>(
    'SELECT token FROM document_change WHERE record_id = ?',
  );
  const setToken = db.prepare('INSERT OR REPLACE INTO document_change (record_id, token) VALUES (?, ?)');
  const lastToken = db.prepare<[], { token: number | null }>(
    'SELECT max(token) AS token FROM document_change',
  );
  const detach = db.prepare('UPDATE document SET replaces = NULL WHERE record_id = ?');
  const erase = db.prepare('DELETE FROM document WHERE record_id = ?');

  // Counted in memory and never turned back: after a rollback, the same value cannot mean something else.
  let counter = lastToken.get()?.token ?? 0;
  const touch = (recordId: number): void => {
    counter += 1;
    setToken.run(recordId, counter);
  };

  return {
    byId: (id) => byId.get(id),
    byEntryId: (entryId) => byEntryId.get(entryId),
    any: () => any.get(),
    byBinaryId: (binaryId) => byBinaryId.get(binaryId),
    byUniqueId: (system, value) => byUniqueId.get(value, system),
    byLogicalId: (system, value) => byLogicalId.all(value, system),
    ofRecord: (recordId) => ofRecord.all(recordId),
    sameContent: (recordId, sha256) => sameContent.all(recordId, sha256),
    sheet: (id) => sheet.get(id),
    add: (document) => {
      touch(document.record_id);
      return Number(add.run(document).lastInsertRowid);
    },
    change: (document) => {
      touch(document.record_id);
      change.run(document);
    },
    changeToken: (recordId) => token.get(recordId)?.token ?? 0,
    erase: (recordId) => {
      touch(recordId);
      detach.run(recordId);
      erase.run(recordId);
    },
  };
}

export function codesOf(row: Pick<DocumentRow, 'confidentiality'>): ConfidentialityCode[] {
  return row.confidentiality.split(' ').filter((code) => code !== '') as ConfidentialityCode[];
}
