import { beforeEach, describe, expect, it } from 'vitest';
import type { StoredAct } from '../../../electron/store/acts.ts';
import {
  askForReview,
  confirmAct,
  countByStatus,
  findAct,
  forgetRefused,
  latestActs,
  markLeft,
  pendingActs,
  recordReceipt,
  recordRefusal,
  requestOf,
  storeAct,
  withdrawAct,
} from '../../../electron/store/acts.ts';
import type { WritableDatabase } from '../../../electron/store/open.ts';
import { openStore } from '../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';

let db: WritableDatabase;
beforeEach(() => {
  const opened = openStore(':memory:', Buffer.alloc(0), WORKSTATION_SCHEMA);
  if (!opened.ok) throw new Error(opened.error.code);
  db = opened.value;
});

const act = (actId: string, change: Partial<StoredAct> = {}): StoredAct => ({
  actId,
  key: `key-of-${actId}`,
  kind: 'deposit',
  authorId: 'author',
  onBehalfOf: null,
  secret: false,
  replaces: null,
  ins: { system: 'urn:oid:1.2.250.1.213.1.4.11', value: '280024410990042' },
  title: 'Compte rendu',
  objects: [`urn:oid:2.25.${actId}`],
  uniqueId: `urn:oid:2.25.${actId}`,
  sha256: 'ab',
  storedAt: '2026-11-21T10:00:00.000Z',
  request: {
    method: 'POST',
    path: '',
    headers: { 'content-type': 'application/fhir+json' },
    body: Buffer.from('{"resourceType":"Bundle"}'),
  },
  ...change,
});

const RECEIVED_AT = '2026-11-21T10:00:01.000Z';

describe('the queue of acts', () => {
  it('gives back, byte for byte, what is to be sent', () => {
    expect(storeAct(db, act('1'))).toBe(true);
    const stored = requestOf(db, '1');
    expect(stored?.headers).toEqual(act('1').request.headers);
    expect(Buffer.from(stored?.body ?? []).equals(Buffer.from(act('1').request.body))).toBe(true);
    expect(countByStatus(db)).toEqual({ toReview: 0, waiting: 1, refused: 0 });
  });

  it('keeps the first version of an act that waits: what may have left must leave again alike', () => {
    storeAct(db, act('1'));
    expect(storeAct(db, act('1', { title: 'Autre', key: 'another' }))).toBe(false);
    expect(findAct(db, '1')).toMatchObject({ title: 'Compte rendu', key: 'key-of-1' });
  });

  it('takes a refused act again, under a new name', () => {
    storeAct(db, act('1'));
    recordRefusal(db, '1', 'NOT_A_MINOR');
    expect(findAct(db, '1')?.status).toEqual({ status: 'refused', code: 'NOT_A_MINOR' });
    expect(storeAct(db, act('1', { key: 'another' }))).toBe(true);
    expect(findAct(db, '1')?.key).toBe('another');
  });

  it('drops the request with the receipt, and a receipt is not undone', () => {
    storeAct(db, act('1'));
    recordReceipt(db, '1', RECEIVED_AT, { status: 200, location: null, etag: 'W/"1"' });
    recordRefusal(db, '1', 'INTERNAL');
    forgetRefused(db, '1');
    expect(withdrawAct(db, '1')).toBe(false);
    expect(findAct(db, '1')?.status).toEqual({
      status: 'received',
      receivedAt: RECEIVED_AT,
      answer: { status: 200, location: null, etag: 'W/"1"' },
    });
    expect(db.prepare('SELECT body FROM act').pluck().get()).toBeNull();
    expect(storeAct(db, act('1', { key: 'another' }))).toBe(false);
  });

  it('gives the acts in the order in which they were done, whatever the clock said', () => {
    storeAct(db, act('2', { storedAt: '2026-11-21T10:00:02.000Z' }));
    storeAct(db, act('1', { storedAt: '2016-11-21T10:00:01.000Z' }));
    expect(pendingActs(db).map(({ actId }) => actId)).toEqual(['2', '1']);
  });

  it('keeps what waited in an earlier session until its author confirms it', () => {
    storeAct(db, act('1'));
    expect(askForReview(db)).toBe(1);
    expect(requestOf(db, '1')).toBeUndefined();
    expect(markLeft(db, '1', RECEIVED_AT)).toBe(false);
    confirmAct(db, '1');
    expect(requestOf(db, '1')).toBeDefined();
  });

  it('takes an act back until something of it may have left, and never afterwards', () => {
    storeAct(db, act('1'));
    storeAct(db, act('2'));
    expect(markLeft(db, '2', RECEIVED_AT)).toBe(true);
    expect(withdrawAct(db, '1')).toBe(true);
    expect(withdrawAct(db, '2')).toBe(false);
    expect(markLeft(db, '1', RECEIVED_AT)).toBe(false);
    expect(findAct(db, '1')).toBeUndefined();
  });

  it('shows what asks for somebody before what was received', () => {
    for (const id of ['1', '2', '3', '4']) storeAct(db, act(id));
    recordReceipt(db, '4', RECEIVED_AT, null);
    recordRefusal(db, '2', 'DUPLICATE');
    askForReview(db);
    storeAct(db, act('5'));
    expect(latestActs(db, 10).map(({ actId }) => actId)).toEqual(['3', '1', '5', '2', '4']);
  });
});
