import { describe, expect, it } from 'vitest';
import { findAct, pendingActs, storedRequestOf } from '../../../../electron/store/acts.ts';
import { migrate } from '../../../../electron/store/migrate.ts';
import { acts } from '../../../../electron/store/migrations/100-acts.ts';
import type { WritableDatabase } from '../../../../electron/store/open.ts';
import { openStore } from '../../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../../electron/store/schema.ts';

const key = Buffer.alloc(32, 5);
const before = WORKSTATION_SCHEMA.filter(({ version }) => version < acts.version);

function storeOfBefore(): WritableDatabase {
  const opened = openStore(':memory:', key, before);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

const deposit = (
  db: WritableDatabase,
  id: string,
  status: string,
  [request, receivedAt, refusal]: readonly (string | Buffer | null)[],
  replaces: string | null = null,
): void =>
  void db
    .prepare(
      `INSERT INTO outbox (draft_id, author_id, ins_system, ins_value, title, unique_id, sha256, stored_at, status,
         request, received_at, refusal, replaces)
       VALUES (?, 'a', 's', 'v', 't', ?, 'h', ?, ?, ?, ?, ?, ?)`,
    )
    .run(id, `urn:${id}`, `2026-11-21T10:00:0${id}Z`, status, request, receivedAt, refusal, replaces);

describe('migration 100, acts', () => {
  it('moves the deposits of the version before into the queue, and loses none', () => {
    const db = storeOfBefore();
    deposit(db, '2', 'waiting', [Buffer.from('corps'), null, null], 'urn:old');
    deposit(db, '1', 'deposited', [null, '2026-11-21T11:00:00Z', null]);
    deposit(db, '3', 'refused', [null, null, 'DUPLICATE']);
    expect(migrate(db, WORKSTATION_SCHEMA)).toMatchObject({ ok: true });
    expect(pendingActs(db)).toMatchObject([
      { actId: '2', kind: 'replacement', objects: ['urn:2', 'urn:old'], status: { status: 'toReview' } },
    ]);
    // Nobody knows whether it had left: it is not to be taken back, only sent again.
    expect(findAct(db, '2')?.leftAt).not.toBeNull();
    expect(Buffer.from(storedRequestOf(db, '2')?.body ?? []).toString()).toBe('corps');
    expect(findAct(db, '1')?.status).toMatchObject({
      status: 'received',
      receivedAt: '2026-11-21T11:00:00Z',
    });
    expect(findAct(db, '3')?.status).toEqual({ status: 'refused', code: 'DUPLICATE' });
    db.close();
  });

  it.each([
    ['waiting without its request', 'waiting', null, null, null],
    ['received without a receipt', 'received', null, null, null],
    ['received and still holding the request', 'received', Buffer.from('x'), '2026-11-21T10:00:00Z', null],
    ['refused without a reason', 'refused', null, null, null],
    ['in a state that does not exist', 'lost', null, null, null],
  ])('refuses an act that is %s', (_what, status, body, receivedAt, refusal) => {
    const db = storeOfBefore();
    migrate(db, WORKSTATION_SCHEMA);
    const insert = () =>
      db
        .prepare(
          `INSERT INTO act (act_id, key, kind, author_id, secret, ins_system, ins_value, title, objects, sha256,
             stored_at, status, method, path, headers, body, received_at, refusal)
           VALUES ('i', 'k', 'mask', 'a', 0, 's', 'v', 't', '[]', 'h', 'now', ?, 'POST', '', '{}', ?, ?, ?)`,
        )
        .run(status, body, receivedAt, refusal);
    expect(insert).toThrow(/CHECK/);
  });
});
