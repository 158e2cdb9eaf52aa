import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outbox } from '../../../../electron/store/migrations/020-outbox.ts';
import { openStore } from '../../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../../electron/store/schema.ts';

const key = Buffer.alloc(32, 5);
const before = WORKSTATION_SCHEMA.filter(({ version }) => version < outbox.version);

describe('migration 20, outbox', () => {
  it('adds the table to a store of the version before and keeps what is there', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'mig-')), 'a.db');
    const old = openStore(path, key, before);
    if (!old.ok) throw new Error(old.error.code);
    old.value.prepare('UPDATE patient_list SET revision = 7').run();
    old.value.close();

    const upgraded = openStore(path, key, [...before, outbox]);
    if (!upgraded.ok) throw new Error(upgraded.error.code);
    const db = upgraded.value;
    expect(db.pragma('user_version', { simple: true })).toBe(20);
    expect(db.prepare('SELECT revision FROM patient_list').pluck().get()).toBe(7);
    expect(db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
    db.close();
  });

  it.each([
    ['waiting without its request', 'waiting', null, null, null],
    ['deposited without a receipt', 'deposited', null, null, null],
    ['deposited and still holding the document', 'deposited', Buffer.from('x'), '2026-11-21T10:00:00Z', null],
    ['refused without a reason', 'refused', null, null, null],
    ['in a state that does not exist', 'lost', null, null, null],
  ])('refuses a row that is %s', (_what, status, request, receivedAt, refusal) => {
    const opened = openStore(':memory:', key, [...before, outbox]);
    if (!opened.ok) throw new Error(opened.error.code);
    const insert = () =>
      opened.value
        .prepare(`INSERT INTO outbox VALUES ('d', 'a', 's', 'v', 't', 'u', 'h', 'now', ?, ?, ?, ?)`)
        .run(status, request, receivedAt, refusal);
    expect(insert).toThrow(/CHECK/);
  });
});
