import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Migration } from '../../../../electron/store/migrate.ts';
import { outboxCircumstances } from '../../../../electron/store/migrations/021-outbox-circumstances.ts';
import { announcements } from '../../../../electron/store/migrations/031-announcements.ts';
import { feedingOppositions } from '../../../../electron/store/migrations/032-feeding-oppositions.ts';
import type { WritableDatabase } from '../../../../electron/store/open.ts';
import { openStore } from '../../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../../electron/store/schema.ts';

const key = Buffer.alloc(32, 5);
const before = ({ version }: Migration) => WORKSTATION_SCHEMA.filter((step) => step.version < version);

function upgrade(step: Migration, fill: (db: WritableDatabase) => void): WritableDatabase {
  const path = join(mkdtempSync(join(tmpdir(), 'mig-')), 'a.db');
  const old = openStore(path, key, before(step));
  if (!old.ok) throw new Error(old.error.code);
  fill(old.value);
  old.value.close();
  const upgraded = openStore(path, key, [...before(step), step]);
  if (!upgraded.ok) throw new Error(upgraded.error.code);
  expect(upgraded.value.pragma('user_version', { simple: true })).toBe(step.version);
  return upgraded.value;
}

describe('migration 21, outbox circumstances', () => {
  it('takes a deposit that waits for one of its own author, in an ordinary session', () => {
    const db = upgrade(outboxCircumstances, (old) => {
      old
        .prepare(
          `INSERT INTO outbox VALUES ('d', 'a', 's', 'v', 't', 'u', 'h', 'now', 'waiting', x'00', NULL, NULL)`,
        )
        .run();
    });
    expect(db.prepare('SELECT on_behalf_of, secret, replaces FROM outbox').get()).toEqual({
      on_behalf_of: null,
      secret: 0,
      replaces: null,
    });
    expect(() => db.prepare(`UPDATE outbox SET on_behalf_of = 'x'`).run()).toThrow(/CHECK/);
    db.close();
  });
});

describe('migration 31, announcements', () => {
  it('adds an empty list, which takes no patient that is none', () => {
    const db = upgrade(announcements, () => undefined);
    expect(db.prepare('SELECT count(*) FROM announcements').pluck().get()).toBe(0);
    const insert = () =>
      db
        .prepare(
          `INSERT INTO announcements (unique_id, patient, title, confidentiality, version)
           VALUES ('u', 'nobody', 't', 'N', 1)`,
        )
        .run();
    expect(insert).toThrow(/CHECK/);
    db.close();
  });
});

describe('migration 32, feeding oppositions', () => {
  it('adds an empty list, which takes none without its reason', () => {
    const db = upgrade(feedingOppositions, () => undefined);
    const insert = (reason: string, liftedAt: string | null) => () =>
      db
        .prepare(
          `INSERT INTO feeding_oppositions (id, ins_system, ins_value, reason, recorded_at, lifted_at)
           VALUES ('i', 's', 'v', ?, 'now', ?)`,
        )
        .run(reason, liftedAt);
    expect(insert('  ', null)).toThrow(/CHECK/);
    expect(insert('Crainte', 'now')).toThrow(/CHECK/);
    expect(insert('Crainte', null)).not.toThrow();
    db.close();
  });
});
