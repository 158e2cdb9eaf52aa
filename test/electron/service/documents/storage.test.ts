import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { contentStore } from '../../../../electron/service/documents/content-store.ts';
import { pageLinks } from '../../../../electron/service/documents/page-links.ts';
import { receiptStore } from '../../../../electron/service/documents/receipt-store.ts';
import { recordIndex } from '../../../../electron/service/documents/record-index.ts';
import { setStore } from '../../../../electron/service/documents/set-store.ts';
import type { NewDocument } from '../../../../electron/service/documents/store.ts';
import { documentStore } from '../../../../electron/service/documents/store.ts';
import { textIndex } from '../../../../electron/service/documents/text-index.ts';
import { MIGRATIONS } from '../../../../electron/service/storage/schema.ts';
import type { Caller } from '../../../../electron/service/auth/caller.ts';
import { openStore } from '../../../../electron/store/open.ts';
import type { WritableDatabase } from '../../../../electron/store/open.ts';

/** A store at one version of the schema. */
function at(version: number): WritableDatabase {
  const steps = MIGRATIONS.filter((step) => step.version <= version);
  const opened = openStore(':memory:', randomBytes(32), steps);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

let db: WritableDatabase;
beforeEach(() => {
  db = at(Infinity);
  for (const id of [1, 12]) {
    db.prepare(
      `INSERT INTO record (id, uid, system, ins, family, given, birth_date, gender, birth_place_code,
         birth_place_label, phone, family_key, status, card_serial)
       VALUES (?, ?, 'urn:oid:1', ?, 'X', '["Y"]', '1980-01-01', 'female', '44109', 'Nantes', '', 'x', 'ACTIVE', '')`,
    ).run(id, `uid-${id}`, String(id));
    setStore(db).add({ uid: `set-${id}`, record_id: id, dated_at: 0, submitted_at: 0, stored: '{}' });
  }
});

const date = (from: number) => ({ from, to: from + 1 });

function document(unique: string, more: Partial<NewDocument> = {}): NewDocument {
  return {
    record_id: 1,
    set_id: 1,
    entry_id: `entry-${unique}`,
    binary_id: `binary-${unique}`,
    unique_system: 'urn:ietf:rfc:3986',
    unique_value: unique,
    logical_system: 'urn:ietf:rfc:3986',
    logical_value: `logical-${unique}`,
    author: '899900000017',
    by_patient: 0,
    status: 'current',
    archived: 0,
    confidentiality: 'N MASQUE_PS',
    masked_by: 'patient',
    version: 1,
    type: '11488-4',
    class: '10',
    replaces: null,
    first_deposited_at: 1,
    changed_at: 1,
    media_type: 'text/plain',
    size: 7,
    sha1: Buffer.alloc(20),
    sha256: Buffer.alloc(32),
    facets: JSON.stringify({ date: date(1) }),
    sheet: Buffer.from('{}'),
    url_at: 0,
    ...more,
  };
}

describe('the schema of the documents', () => {
  it.each([
    [10, ['submission_set']],
    [11, ['content', 'document', 'document_change']],
    [12, ['receipt']],
    [13, ['document_text']],
  ])('gains at step %i the tables %j', (version, names) => {
    const tables = (store: WritableDatabase) =>
      store
        .prepare<[], { name: string }>(
          `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')`,
        )
        .all()
        .map(({ name }) => name);
    const before = tables(at(version - 1));
    expect(
      tables(at(version))
        .filter((name) => !before.includes(name))
        .sort(),
    ).toEqual(names);
  });

  it('takes a document once under its own identifier, and in states that exist', () => {
    const store = documentStore(db);
    store.add(document('a'));
    expect(() => store.add({ ...document('b'), unique_value: 'a' })).toThrow('UNIQUE');
    expect(() => store.add({ ...document('c'), entry_id: 'entry-a' })).toThrow('UNIQUE');
    expect(() => store.add({ ...document('d'), set_id: 99 })).toThrow('FOREIGN KEY');
    expect(() => db.exec(`UPDATE document SET status = 'gone'`)).toThrow('CHECK');
    expect(() => db.exec(`UPDATE document SET masked_by = 'nobody'`)).toThrow('CHECK');
  });
});

describe('documents', () => {
  it('are found by each of their identifiers, the newest version first', () => {
    const store = documentStore(db);
    const id = store.add(document('a'));
    const later = store.add({ ...document('b'), logical_value: 'logical-a', replaces: id });
    expect([store.byId(id)?.id, store.byEntryId('entry-a')?.id, store.byBinaryId('binary-a')?.id]).toEqual([
      id,
      id,
      id,
    ]);
    expect(store.byUniqueId('urn:ietf:rfc:3986', 'a')?.id).toBe(id);
    expect(store.byUniqueId('urn:other', 'a')).toBeUndefined();
    expect(store.byLogicalId('urn:ietf:rfc:3986', 'logical-a').map((row) => row.id)).toEqual([later, id]);
    expect(store.sameContent(1, Buffer.alloc(32))).toHaveLength(2);
    expect(store.sameContent(12, Buffer.alloc(32))).toHaveLength(0);
  });

  it('leave nothing of themselves when their record is erased', () => {
    const store = documentStore(db);
    const id = store.add(document('a'));
    store.add({ ...document('b'), replaces: id });
    const other = store.add({ ...document('c'), record_id: 12, set_id: 2 });
    const [contents, texts, receipts] = [contentStore(db), textIndex(db), receiptStore(db)];
    for (const each of [id, other]) contents.add(each, Buffer.from('Bonjour'));
    texts.add(id, 1, 'créatinine');
    texts.eraseRecord(1);
    contents.eraseRecord(1);
    receipts.erase(1);
    store.erase(1);
    setStore(db).erase(1);
    expect([store.ofRecord(1), contents.read(id), texts.find(1, ['creatinine']).size]).toEqual([
      [],
      undefined,
      0,
    ]);
    expect(contents.read(other)?.toString()).toBe('Bonjour');
  });

  it('give a part of their bytes', () => {
    const [id, contents] = [documentStore(db).add(document('a')), contentStore(db)];
    contents.add(id, Buffer.from('Bonjour'));
    expect(contents.read(id, { from: 3, count: 2 })?.toString()).toBe('jo');
  });
});

describe('the index of a record', () => {
  it('orders by date, then by identifier, and reads the facts of each', () => {
    const store = documentStore(db);
    const dated = (unique: string, day: number) =>
      store.add(document(unique, { facets: JSON.stringify({ date: date(day) }) }));
    for (const [unique, day] of [
      ['b', 2],
      ['a', 2],
      ['c', 3],
      ['d', 1],
    ] as const)
      dated(unique, day);
    const { documents } = recordIndex(store).of(1);
    expect(documents.map(({ row }) => row.unique_value)).toEqual(['c', 'a', 'b', 'd']);
    expect(documents[0]?.facts).toMatchObject({
      authorId: '899900000017',
      confidentiality: ['N', 'MASQUE_PS'],
      maskedBy: 'patient',
      byPatient: false,
    });
  });

  it('is read once, and again after every change, also one that was undone', () => {
    const store = documentStore(db);
    const index = recordIndex(store);
    store.add(document('a'));
    const first = index.of(1);
    expect(index.of(1)).toBe(first);
    expect(() =>
      db.transaction(() => {
        store.add(document('b'));
        expect(index.of(1).documents).toHaveLength(2);
        throw new Error('undone');
      })(),
    ).toThrow('undone');
    expect(index.of(1).documents).toHaveLength(1);
    store.add(document('c'));
    expect(index.of(1).documents.map(({ row }) => row.unique_value)).toEqual(['a', 'c']);
  });
});

describe('the words of documents', () => {
  it('are found within their record, accents and case aside, from their beginning', () => {
    const texts = textIndex(db);
    texts.add(1, 1, 'Créatinine élevée, œdème');
    texts.add(2, 12, 'Créatinine normale');
    const found = (record: number, ...words: string[]) => [...texts.find(record, words)];
    expect(found(1, 'CREATIN')).toEqual([1]);
    expect(found(1, 'créatinine', 'eleve')).toEqual([1]);
    expect(found(1, 'atinine')).toEqual([]);
    expect(found(1, 'normale')).toEqual([]);
    expect(found(12, 'creatinine')).toEqual([2]);
    expect(found(1, 'record1')).toEqual([]);
  });
});

describe('links to pages', () => {
  const caller = (id: string, mode: 'NORMAL' | 'BTG' = 'NORMAL') =>
    ({
      kind: 'professional',
      professional: { id },
      session: { mode, secret: 0, bound_to: null, acting_for: null },
    }) as Caller;
  const page = { query: 'DocumentReference?patient=a', lenient: false, date: 1, system: 's', value: 'v' };

  it('open for their bearer, for ten minutes', () => {
    const links = pageLinks();
    const link = links.seal(page, caller('a'), 0);
    expect(links.open(link, caller('a'), 599_999)).toEqual(page);
    expect(links.open(link, caller('a'), 600_000)).toBeUndefined();
    expect(links.open(link, caller('b'), 0)).toBeUndefined();
    expect(links.open(link, caller('a', 'BTG'), 0)).toBeUndefined();
  });

  it('are neither read nor made up', () => {
    const links = pageLinks();
    const link = links.seal(page, caller('a'), 0);
    expect(Buffer.from(link, 'base64url').toString('latin1')).not.toContain('patient');
    expect(pageLinks().open(link, caller('a'), 0)).toBeUndefined();
    for (const forged of ['', 'AAAA', `${link.slice(0, -1)}A`, link.slice(8)]) {
      expect(links.open(forged === link ? '' : forged, caller('a'), 0)).toBeUndefined();
    }
  });
});
