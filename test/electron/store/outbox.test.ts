import { beforeEach, describe, expect, it } from 'vitest';
import type { WritableDatabase } from '../../../electron/store/open.ts';
import { openStore } from '../../../electron/store/open.ts';
import type { StoredDeposit } from '../../../electron/store/outbox.ts';
import {
  countWaiting,
  forgetRefused,
  outboxEntries,
  outboxEntry,
  recordReceipt,
  recordRefusal,
  storeDeposit,
  waitingDeposit,
  waitingDrafts,
} from '../../../electron/store/outbox.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';

let db: WritableDatabase;
beforeEach(() => {
  const opened = openStore(':memory:', Buffer.alloc(0), WORKSTATION_SCHEMA);
  if (!opened.ok) throw new Error(opened.error.code);
  db = opened.value;
});

const deposit = (draftId: string, change: Partial<StoredDeposit> = {}): StoredDeposit => ({
  draftId,
  authorId: 'author',
  onBehalfOf: null,
  secret: false,
  replaces: null,
  ins: { system: 'urn:oid:1.2.250.1.213.1.4.11', value: '280024410990042' },
  title: 'Compte rendu',
  uniqueId: `urn:oid:2.25.${draftId}`,
  sha256: 'ab',
  storedAt: '2026-11-21T10:00:00.000Z',
  request: Buffer.from('{"resourceType":"Bundle"}'),
  ...change,
});

describe('the outbox', () => {
  it('gives back, byte for byte, what is to be sent', () => {
    expect(storeDeposit(db, deposit('1'))).toBe(true);
    const stored = waitingDeposit(db, '1');
    expect(Buffer.from(stored?.request ?? []).equals(Buffer.from(deposit('1').request))).toBe(true);
    expect(countWaiting(db)).toBe(1);
  });

  it('keeps the first version of a draft that waits: what may have left must leave again alike', () => {
    storeDeposit(db, deposit('1'));
    expect(storeDeposit(db, deposit('1', { title: 'Autre', uniqueId: 'urn:oid:9' }))).toBe(false);
    expect(waitingDeposit(db, '1')?.title).toBe('Compte rendu');
  });

  it('takes a refused draft again, with a new identifier', () => {
    storeDeposit(db, deposit('1'));
    recordRefusal(db, '1', 'NOT_A_MINOR');
    expect(outboxEntry(db, '1')?.status).toEqual({ status: 'refused', code: 'NOT_A_MINOR' });
    expect(storeDeposit(db, deposit('1', { uniqueId: 'urn:oid:9' }))).toBe(true);
    expect(waitingDeposit(db, '1')?.uniqueId).toBe('urn:oid:9');
  });

  it('drops the document with the receipt, and a receipt is not undone', () => {
    storeDeposit(db, deposit('1'));
    recordReceipt(db, '1', '2026-11-21T10:00:01.000Z');
    recordRefusal(db, '1', 'INTERNAL');
    forgetRefused(db, '1');
    expect(outboxEntry(db, '1')?.status).toEqual({
      status: 'deposited',
      receipt: { uniqueId: 'urn:oid:2.25.1', sha256: 'ab', receivedAt: '2026-11-21T10:00:01.000Z' },
    });
    expect(db.prepare('SELECT request FROM outbox').pluck().get()).toBeNull();
    expect(storeDeposit(db, deposit('1'))).toBe(false);
  });

  it('gives each author his own deposits only, in the order in which they were made', () => {
    storeDeposit(db, deposit('2', { storedAt: '2026-11-21T10:00:02.000Z' }));
    storeDeposit(db, deposit('1', { storedAt: '2026-11-21T10:00:01.000Z' }));
    storeDeposit(db, deposit('3', { authorId: 'colleague' }));
    expect(waitingDrafts(db, 'author')).toEqual(['1', '2']);
  });

  it('shows what waits before what was received', () => {
    storeDeposit(db, deposit('1', { storedAt: '2026-11-21T10:00:01.000Z' }));
    storeDeposit(db, deposit('2', { storedAt: '2026-11-21T10:00:02.000Z' }));
    recordReceipt(db, '2', '2026-11-21T10:00:03.000Z');
    expect(outboxEntries(db, 10).map(({ draftId }) => draftId)).toEqual(['1', '2']);
  });
});
