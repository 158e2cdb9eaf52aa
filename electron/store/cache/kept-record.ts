import { randomBytes } from 'node:crypto';
import { statSync, unlinkSync } from 'node:fs';
import type { Result } from '../../../shared/result.ts';
import { err, ok } from '../../../shared/result.ts';
import type { OpenError, WritableDatabase } from '../open.ts';
import { openStore } from '../open.ts';
import { KEPT_RECORD_SCHEMA } from './schema.ts';
import { seal, unseal } from './seal.ts';
import type { Extent, Segment } from './segment.ts';
import { memorySegment, openSegment } from './segment.ts';

/** A sheet as it is kept. */
export interface KeptSheet {
  readonly uniqueId: string;
  /** Of the bytes that it announces: another digest is another document. */
  readonly digest: string;
  readonly title: string;
  /** JSON, as the service gave it. */
  readonly sheet: string;
}

interface KeptDocument {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly warnings: readonly string[];
  /** When the service gave it, ISO. */
  readonly readAt: string;
}

/**
 * Whether a document is found by its words: `read`, they are in the index; `none`, it has none (a scan); `unread`, they
 * are on pages that nobody has read; `begun`, given to a reader that has not told them; `lost`, it could not, or did not a
 * second time.
 */
type WordsOf = 'read' | 'none' | 'unread' | 'begun' | 'lost';

/** What a post keeps of one record, under the patient's own key. */
export interface KeptRecord {
  fact(name: string): string | undefined;
  setFact(name: string, value: string): void;
  /** The list as the service gives it now: what it no longer shows is no longer here either. */
  setSheets(sheets: readonly KeptSheet[]): Promise<void>;
  /** Adds to the list, or takes the place of a sheet that is there. */
  putSheet(sheet: KeptSheet): Promise<void>;
  sheets(): string[];
  sheet(uniqueId: string): string | undefined;
  /** A document is no longer to be read: it goes with its sheet. */
  forget(uniqueId: string): Promise<void>;
  /**
   * Keeps the bytes of a document whose sheet is here, with the words that it says; these are asked for only where
   * the same bytes are not here already. undefined: they are on pages that somebody else reads.
   */
  keepDocument(uniqueId: string, document: KeptDocument, said: () => string | undefined): Promise<void>;
  /** The words that a viewer read off the pages of a document that is here; of any other nothing is kept. */
  setPages(uniqueId: string, words: string): void;
  /** Documents whose pages nobody has read, the first of the list first, and behind them those that were begun. */
  unread(): string[];
  /** A document goes to the reader of its pages: twice at most, whatever becomes of that reader. */
  handOut(uniqueId: string): void;
  /** Its pages could not be read. */
  giveUp(uniqueId: string): void;
  /** undefined: no document that is here. */
  wordsOf(uniqueId: string): WordsOf | undefined;
  /** Sheets whose documents are found by their titles alone. */
  wordless(): string[];
  /** How many of the documents that are here stand how with their words. */
  countWords(): Readonly<Record<WordsOf, number>>;
  document(uniqueId: string): Promise<KeptDocument | undefined>;
  /** Which documents can be read here. */
  readable(): ReadonlySet<string>;
  /** Documents whose title or text has words beginning with each of these, accents and case aside. */
  find(words: readonly string[]): string[];
  /** A section as it was kept, JSON. */
  section(place: string): string | undefined;
  /** Takes the place of what was kept of it: neither a page nor the log holds that any more. */
  setSection(place: string, content: string): void;
  dropSections(places: readonly string[]): void;
  bytes(): number;
  /** Whatever was kept is on the disk when it returns. */
  flush(): void;
  close(): Promise<void>;
}

/** Files of a kept record; null: it lives in memory and ends with the process. */
export type RecordPlace = string | null;

const filesOf = (place: string): readonly string[] => [
  `${place}.db`,
  `${place}.db-wal`,
  `${place}.db-shm`,
  `${place}.documents`,
];

/** Removes the files of a kept record; without their key they say nothing already. */
export function removeKeptRecord(place: RecordPlace): void {
  if (place === null) return;
  for (const file of filesOf(place)) {
    try {
      unlinkSync(file);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    }
  }
}

/**
 * Opens, or makes, what is kept of a record.
 *
 * @param key 32 bytes of this patient alone; the caller keeps and wipes them
 * @param secureDelete false: what is deleted stays in the pages; a control of the proofs, and nothing else
 */
export async function openKeptRecord(
  place: RecordPlace,
  key: Uint8Array,
  { secureDelete = true }: { readonly secureDelete?: boolean } = {},
): Promise<Result<KeptRecord, OpenError['code']>> {
  const opened = openStore(place === null ? ':memory:' : `${place}.db`, key, KEPT_RECORD_SCHEMA);
  if (!opened.ok) return err(opened.error.code);
  const db = opened.value;
  // It acknowledges nothing: the service has all of it. A power cut may cost the last seconds of the cache.
  db.pragma('synchronous = NORMAL');
  if (!secureDelete) db.exec("INSERT INTO words (words, rank) VALUES ('secure-delete', 0)");
  db.pragma(`secure_delete = ${secureDelete ? 'ON' : 'OFF'}`);
  const segment = place === null ? memorySegment() : await openSegment(`${place}.documents`);
  return ok(keptRecord(db, segment, place));
}

interface DocumentRow {
  readonly sheet: number;
  readonly key: Buffer;
  readonly offset: number;
  readonly length: number;
  readonly media_type: string;
  readonly warnings: string;
  readonly read_at: string;
}

function keptRecord(db: WritableDatabase, segment: Segment, place: RecordPlace): KeptRecord {
  const fact = db.prepare<[string], string>('SELECT value FROM facts WHERE name = ?').pluck();
  const setFact = db.prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)');
  const known = db.prepare<[], { id: number; unique_id: string; digest: string; sheet: string }>(
    'SELECT id, unique_id, digest, sheet FROM sheets',
  );
  const one = db.prepare<[string], { id: number; digest: string; sheet: string }>(
    'SELECT id, digest, sheet FROM sheets WHERE unique_id = ?',
  );
  const ordered = db.prepare<[], string>('SELECT sheet FROM sheets ORDER BY position, id').pluck();
  const last = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM sheets').pluck();
  const insert = db.prepare('INSERT INTO sheets (unique_id, position, digest, sheet) VALUES (?, ?, ?, ?)');
  const update = db.prepare('UPDATE sheets SET position = ?, digest = ?, sheet = ? WHERE id = ?');
  const setPosition = db.prepare('UPDATE sheets SET position = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM sheets WHERE id = ?');
  const extentOf = db.prepare<[number], Extent>('SELECT offset, length FROM documents WHERE sheet = ?');
  const dropDocument = db.prepare('DELETE FROM documents WHERE sheet = ?');
  const addWords = db.prepare("INSERT INTO words (rowid, title, said, pages) VALUES (?, ?, '', '')");
  const setTitle = db.prepare('UPDATE words SET title = ? WHERE rowid = ?');
  const setSaid = db.prepare('UPDATE words SET said = ? WHERE rowid = ?');
  const setPages = db.prepare('UPDATE words SET pages = ? WHERE rowid = ?');
  const section = db.prepare<[string], string>('SELECT content FROM sections WHERE place = ?').pluck();
  const setSection = db.prepare('INSERT OR REPLACE INTO sections (place, content) VALUES (?, ?)');
  const dropSection = db.prepare('DELETE FROM sections WHERE place = ?');
  const dropWords = db.prepare('DELETE FROM words WHERE rowid = ?');
  const addDocument = db.prepare(
    `INSERT OR REPLACE INTO documents (sheet, key, offset, length, media_type, warnings, read_at, words)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const wordsOf = db
    .prepare<[string], WordsOf>(
      'SELECT words FROM documents JOIN sheets ON sheets.id = documents.sheet WHERE unique_id = ?',
    )
    .pluck();
  const setWords = db.prepare('UPDATE documents SET words = ? WHERE sheet = ?');
  const unread = db
    .prepare<[], string>(
      `SELECT unique_id FROM sheets JOIN documents ON documents.sheet = sheets.id
       WHERE words IN ('unread', 'begun') ORDER BY words = 'begun', position`,
    )
    .pluck();
  const wordless = db
    .prepare<[], string>(
      `SELECT unique_id FROM sheets LEFT JOIN documents ON documents.sheet = sheets.id
       WHERE coalesce(words, 'none') <> 'read'`,
    )
    .pluck();
  const counted = db.prepare<[], { words: WordsOf; documents: number }>(
    'SELECT words, count(*) AS documents FROM documents GROUP BY words',
  );
  const renewDocument = db.prepare(
    'UPDATE documents SET media_type = ?, warnings = ?, read_at = ? WHERE sheet = ? AND offset = ?',
  );
  const document = db.prepare<[string], DocumentRow>(
    'SELECT documents.* FROM documents JOIN sheets ON sheets.id = documents.sheet WHERE unique_id = ?',
  );
  const readable = db
    .prepare<[], string>('SELECT unique_id FROM sheets JOIN documents ON documents.sheet = sheets.id')
    .pluck();
  const find = db
    .prepare<[string], string>(
      'SELECT unique_id FROM words JOIN sheets ON sheets.id = words.rowid WHERE words MATCH ? ORDER BY position',
    )
    .pluck();

  /** Inside a transaction; answers what lay in the segment and is to be wiped. */
  function drop(id: number): Extent[] {
    const extent = extentOf.get(id);
    dropDocument.run(id);
    dropWords.run(id);
    remove.run(id);
    return extent === undefined ? [] : [extent];
  }

  /** Inside a transaction: a sheet that announces other bytes has lost its document. */
  function put(sheet: KeptSheet, position: number): Extent[] {
    const before = one.get(sheet.uniqueId);
    if (before === undefined) {
      const id = insert.run(sheet.uniqueId, position, sheet.digest, sheet.sheet).lastInsertRowid;
      addWords.run(id, sheet.title);
      return [];
    }
    if (before.sheet === sheet.sheet) {
      setPosition.run(position, before.id);
      return [];
    }
    update.run(position, sheet.digest, sheet.sheet, before.id);
    setTitle.run(sheet.title, before.id);
    if (before.digest === sheet.digest) return [];
    const extent = extentOf.get(before.id);
    dropDocument.run(before.id);
    setSaid.run('', before.id);
    setPages.run('', before.id);
    return extent === undefined ? [] : [extent];
  }

  /** The pages of before lie in the log until it is emptied. */
  function emptyLog(): void {
    if (!db.memory) db.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** What lies in the segment of it, as it was sealed. */
  async function bytesOf({ key, ...extent }: DocumentRow, uniqueId: string): Promise<Buffer | undefined> {
    const bytes = unseal(key, uniqueId, await segment.read(extent));
    key.fill(0);
    return bytes.ok ? bytes.value : undefined;
  }

  /** Of a document whose bytes are here already only what was said with them is new; false: they are not here. */
  async function renew(
    uniqueId: string,
    { bytes, mediaType, warnings, readAt }: KeptDocument,
  ): Promise<boolean> {
    const row = document.get(uniqueId);
    if (row === undefined || (await bytesOf(row, uniqueId))?.equals(bytes) !== true) return false;
    // Whatever took its place while it was read lies elsewhere in the segment.
    return renewDocument.run(mediaType, warnings.join(' '), readAt, row.sheet, row.offset).changes > 0;
  }

  async function gone(extents: readonly Extent[]): Promise<void> {
    if (extents.length === 0) return;
    emptyLog();
    // Their keys are gone already; the bytes follow.
    for (const extent of extents) await segment.wipe(extent);
  }

  return {
    fact: (name) => fact.get(name),
    setFact: (name, value) => void setFact.run(name, value),
    setSheets: async (sheets) => {
      const wanted = new Set(sheets.map(({ uniqueId }) => uniqueId));
      let wentAway = false;
      const extents: Extent[] = [];
      const transaction = db.transaction(() => {
        for (const { id, unique_id } of known.all()) {
          if (wanted.has(unique_id)) continue;
          wentAway = true;
          extents.push(...drop(id));
        }
        sheets.forEach((sheet, position) => extents.push(...put(sheet, position)));
      });
      transaction.immediate();
      if (wentAway && extents.length === 0) emptyLog();
      await gone(extents);
    },
    putSheet: async (sheet) => {
      await gone(db.transaction(() => put(sheet, (last.get() ?? 0) + 1)).immediate());
    },
    sheets: () => ordered.all(),
    sheet: (uniqueId) => one.get(uniqueId)?.sheet,
    forget: async (uniqueId) => {
      const row = one.get(uniqueId);
      if (row === undefined) return;
      const extents = db.transaction(() => drop(row.id)).immediate();
      if (extents.length === 0) emptyLog();
      await gone(extents);
    },
    keepDocument: async (uniqueId, kept, said) => {
      if (one.get(uniqueId) === undefined || (await renew(uniqueId, kept))) return;
      const { bytes, mediaType, warnings, readAt } = kept;
      const text = said();
      const words: WordsOf = text === undefined ? 'unread' : text === '' ? 'none' : 'read';
      const key = randomBytes(32);
      const extent = await segment.append(seal(key, uniqueId, bytes));
      const outdated = db
        .transaction(() => {
          // The list may have changed while it was written.
          const row = one.get(uniqueId);
          if (row === undefined) return [extent];
          const before = extentOf.get(row.id);
          const { offset, length } = extent;
          addDocument.run(row.id, key, offset, length, mediaType, warnings.join(' '), readAt, words);
          setSaid.run(text ?? '', row.id);
          return before === undefined ? [] : [before];
        })
        .immediate();
      key.fill(0);
      await gone(outdated);
    },
    setPages: (uniqueId, text) => {
      const row = one.get(uniqueId);
      if (row === undefined || extentOf.get(row.id) === undefined) return;
      db.transaction(() => {
        setPages.run(text, row.id);
        setWords.run(text === '' ? 'none' : 'read', row.id);
      }).immediate();
    },
    unread: () => unread.all(),
    handOut: (uniqueId) => {
      const row = one.get(uniqueId);
      if (row !== undefined) setWords.run(wordsOf.get(uniqueId) === 'begun' ? 'lost' : 'begun', row.id);
    },
    giveUp: (uniqueId) => {
      const row = one.get(uniqueId);
      if (row !== undefined) setWords.run('lost', row.id);
    },
    wordsOf: (uniqueId) => wordsOf.get(uniqueId),
    wordless: () => wordless.all(),
    countWords: () => ({
      read: 0,
      none: 0,
      unread: 0,
      begun: 0,
      lost: 0,
      ...Object.fromEntries(counted.all().map(({ words, documents }) => [words, documents])),
    }),
    document: async (uniqueId) => {
      const row = document.get(uniqueId);
      if (row === undefined) return undefined;
      const bytes = await bytesOf(row, uniqueId);
      if (bytes === undefined) return undefined;
      return {
        bytes,
        mediaType: row.media_type,
        warnings: row.warnings.split(' ').filter(Boolean),
        readAt: row.read_at,
      };
    },
    readable: () => new Set(readable.all()),
    find: (words) => {
      if (words.length === 0) return [];
      // Words hold letters and digits only: a quoted word cannot end its quotes.
      return find.all(words.map((word) => `"${word}" *`).join(' AND '));
    },
    section: (place) => section.get(place),
    setSection: (place, content) => {
      const isNew = section.get(place) === undefined;
      setSection.run(place, content);
      if (!isNew) emptyLog();
    },
    dropSections: (places) => {
      const dropped = db.transaction(() => places.map((place) => dropSection.run(place).changes)).immediate();
      if (dropped.some((changes) => changes > 0)) emptyLog();
    },
    bytes: () => segment.size() + (place === null ? 0 : statSync(`${place}.db`).size),
    flush: () => {
      if (!db.memory) db.pragma('wal_checkpoint(FULL)');
    },
    close: async () => {
      await segment.close();
      db.close();
    },
  };
}
