import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { KeptRecord, KeptSheet } from '../../../../electron/store/cache/kept-record.ts';
import { openKeptRecord, removeKeptRecord } from '../../../../electron/store/cache/kept-record.ts';
import { decryptedPages, foundIn } from '../../../faults/purge/pages.ts';
import { KEY, temporaryPath } from '../temporary-store.ts';

const sheet = (uniqueId: string, over: Partial<KeptSheet> = {}): KeptSheet => ({
  uniqueId,
  digest: `digest of ${uniqueId}`,
  title: `Titre ${uniqueId}`,
  sheet: JSON.stringify({ uniqueId }),
  ...over,
});

const document = (text: string) => ({
  bytes: Buffer.from(text),
  mediaType: 'text/plain',
  warnings: ['SUPERSEDED'],
  readAt: '2026-11-26T10:00:00Z',
});

async function opened(place: string | null, key: Uint8Array = KEY): Promise<KeptRecord> {
  const record = await openKeptRecord(place, key);
  if (!record.ok) throw new Error(record.error);
  return record.value;
}

describe.each([
  ['on the disk', () => temporaryPath('record')],
  ['in memory', () => null],
])('a kept record %s', (_where, place) => {
  it('gives back a document that was read, with its warnings, and finds it by its words', async () => {
    const record = await opened(place());
    await record.setSheets([sheet('a'), sheet('b')]);
    await record.keepDocument('a', document('créatinine 92'), () => 'Créatinine à 92 µmol/L');
    expect(await record.document('a')).toEqual(document('créatinine 92'));
    expect(await record.document('b')).toBeUndefined();
    expect([...record.readable()]).toEqual(['a']);
    expect(record.find(['creat'])).toEqual(['a']);
    expect(record.find(['titre'])).toEqual(['a', 'b']);
    expect(record.find(['titre', '92'])).toEqual(['a']);
    await record.close();
  });

  it('keeps the same bytes once: that they were read again moves their hour, and nothing else', async () => {
    const record = await opened(place());
    await record.setSheets([sheet('a')]);
    await record.keepDocument('a', document('stable'), () => 'écrit une fois');
    const before = record.bytes();
    const again = { ...document('stable'), warnings: [], readAt: '2026-11-26T11:00:00Z' };
    await record.keepDocument('a', again, () => 'never asked for');
    expect(record.bytes()).toBe(before);
    expect(await record.document('a')).toEqual(again);
    expect(record.find(['ecrit'])).toEqual(['a']);
    expect(record.find(['never'])).toEqual([]);
    const other = document('other bytes');
    await record.keepDocument('a', other, () => 'autrement');
    expect(record.bytes()).toBeGreaterThan(before);
    expect(await record.document('a')).toEqual(other);
    expect(record.find(['ecrit'])).toEqual([]);
    expect(record.find(['autrement'])).toEqual(['a']);
    await record.close();
  });

  it('finds a document by the words of its pages too, as long as its bytes are here', async () => {
    const record = await opened(place());
    await record.setSheets([sheet('a'), sheet('b')]);
    await record.keepDocument('a', document('pdf'), () => '');
    record.setPages('a', 'épanchement pleural');
    record.setPages('b', 'of no document');
    expect(record.find(['epanch'])).toEqual(['a']);
    expect(record.find(['titre', 'pleural'])).toEqual(['a']);
    expect(record.find(['document'])).toEqual([]);
    await record.putSheet(sheet('a', { digest: 'another', sheet: '{"v":2}' }));
    expect(record.find(['epanch'])).toEqual([]);
    await record.close();
  });

  it('knows which documents no word finds: those unread, those handed out, scans, and those that are not here', async () => {
    const record = await opened(place());
    await record.setSheets([sheet('text'), sheet('pdf'), sheet('scan'), sheet('elsewhere')]);
    await record.keepDocument('text', document('toux'), () => 'toux');
    await record.keepDocument('pdf', document('%PDF'), () => undefined);
    await record.keepDocument('scan', document('%PDF'), () => undefined);
    expect(record.unread()).toEqual(['pdf', 'scan']);
    expect(record.wordless().toSorted()).toEqual(['elsewhere', 'pdf', 'scan']);
    record.handOut('pdf');
    // It is begun: the others come before it, and after a second time nobody has it again.
    expect(record.unread()).toEqual(['scan', 'pdf']);
    record.handOut('pdf');
    record.giveUp('scan');
    expect(record.unread()).toEqual([]);
    expect(record.countWords()).toEqual({ read: 1, none: 0, unread: 0, begun: 0, lost: 2 });
    record.setPages('pdf', 'asthme');
    record.setPages('scan', '');
    expect(record.countWords()).toEqual({ read: 2, none: 1, unread: 0, begun: 0, lost: 0 });
    // The same bytes once more: their pages were read already.
    await record.keepDocument('pdf', document('%PDF'), () => undefined);
    expect([record.find(['asthme']), record.wordsOf('pdf')]).toEqual([['pdf'], 'read']);
    expect(record.wordless().toSorted()).toEqual(['elsewhere', 'scan']);
    // Other bytes under the same name are another document.
    await record.putSheet(sheet('pdf', { digest: 'another', sheet: '{"v":2}' }));
    await record.keepDocument('pdf', document('%PDF'), () => undefined);
    expect(record.unread()).toEqual(['pdf']);
    await record.close();
  });

  it('holds a section until another takes its place, or it is dropped', async () => {
    const record = await opened(place());
    record.setSection('care', 'before');
    record.setSection('care', 'after');
    record.setSection('profile', 'kept');
    expect(record.section('care')).toBe('after');
    record.dropSections(['care', 'measures']);
    expect([record.section('care'), record.section('profile')]).toEqual([undefined, 'kept']);
    await record.close();
  });

  it('shows no more than the last list: what left it is neither listed, found nor read', async () => {
    const record = await opened(place());
    await record.setSheets([sheet('a'), sheet('b')]);
    await record.keepDocument('a', document('secret'), () => 'hypertension');
    await record.setSheets([sheet('b')]);
    expect(record.sheets()).toEqual([sheet('b').sheet]);
    expect(await record.document('a')).toBeUndefined();
    expect(record.find(['hypertension'])).toEqual([]);
    await record.keepDocument('a', document('late'), () => 'late');
    expect(await record.document('a')).toBeUndefined();
    await record.close();
  });

  it('drops the bytes of a document whose sheet announces others', async () => {
    const record = await opened(place());
    await record.setSheets([sheet('a')]);
    await record.keepDocument('a', document('first'), () => 'premier');
    await record.setSheets([sheet('a', { sheet: '{"archived":true}' })]);
    expect((await record.document('a'))?.bytes.toString()).toBe('first');
    await record.putSheet(sheet('a', { digest: 'other', sheet: '{"version":2}' }));
    expect(await record.document('a')).toBeUndefined();
    expect(record.find(['premier'])).toEqual([]);
    await record.close();
  });
});

describe('on the disk', () => {
  it('nothing opens with another key', async () => {
    const place = temporaryPath('record');
    await (await opened(place)).close();
    expect(await openKeptRecord(place, randomBytes(32))).toEqual({ ok: false, error: 'KEY_OR_DAMAGE' });
  });

  it('a changed byte of a document gives no document', async () => {
    const place = temporaryPath('record');
    const record = await opened(place);
    await record.setSheets([sheet('a'), sheet('b')]);
    await Promise.all([
      record.keepDocument('a', document('one'), () => ''),
      record.keepDocument('b', document('two'), () => ''),
    ]);
    expect(readFileSync(`${place}.documents`).includes('one')).toBe(false);
    await record.forget('a');
    expect(await record.document('a')).toBeUndefined();
    expect((await record.document('b'))?.bytes.toString()).toBe('two');
    await record.close();
  });

  it('what left the list leaves the pages, the free ones and the log too, for whoever holds the key', async () => {
    const place = temporaryPath('record');
    const record = await opened(place);
    const canaries = Array.from({ length: 40 }, (_, index) => `canari${index}zq`);
    await record.setSheets(canaries.map((word) => sheet(word)));
    for (const word of canaries) await record.keepDocument(word, document(word), () => `mot ${word}`);
    record.flush();
    const before = foundIn(decryptedPages(`${place}.db`, KEY), canaries);
    expect(before).toHaveLength(40);
    await record.setSheets(canaries.slice(20).map((word) => sheet(word)));
    const after = foundIn(decryptedPages(`${place}.db`, KEY), canaries);
    expect(after).toEqual(canaries.slice(20).map((_, index) => index + 20));
    await record.close();
    removeKeptRecord(place);
    expect(existsSync(`${place}.db`) || existsSync(`${place}.documents`)).toBe(false);
  });
});
