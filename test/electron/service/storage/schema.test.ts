import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../../electron/service/storage/schema.ts';
import { migrate } from '../../../../electron/store/migrate.ts';
import { openStore } from '../../../../electron/store/open.ts';
import type { WritableDatabase } from '../../../../electron/store/open.ts';

/** A store at one version of the schema. */
function at(version: number): WritableDatabase {
  const steps = MIGRATIONS.filter((step) => step.version <= version);
  const opened = openStore(':memory:', randomBytes(32), steps);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}
const full = (): WritableDatabase => at(Infinity);

const tables = (db: WritableDatabase): string[] =>
  db
    .prepare<[], { name: string }>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'`,
    )
    .all()
    .map(({ name }) => name);

function addRecord(db: WritableDatabase, id: number, ins: string): void {
  db.prepare(
    `INSERT INTO record (id, uid, system, ins, family, given, birth_date, gender, birth_place_code,
       birth_place_label, phone, family_key, status, card_serial)
     VALUES (?, ?, 'urn:oid:1', ?, 'X', '["Y"]', '1980-01-01', 'female', '44109', 'Nantes', '', 'x', 'ACTIVE', '')`,
  ).run(id, `uid-${id}`, ins);
}
function addConsent(db: WritableDatabase, id: string, endedAt: number | null = null): void {
  db.prepare(
    `INSERT INTO consent (id, record_id, category, actor, permit, since, declared, ended_at)
     VALUES (?, 1, 'authorisation', '8', 1, 0, 1, ?)`,
  ).run(id, endedAt);
}

describe('the schema of the service', () => {
  it.each([
    [1, ['organization', 'professional']],
    [2, ['record', 'kin', 'first_access', 'activation']],
    [3, ['consent']],
    [4, ['session', 'used_assertion', 'closed_call']],
    [5, ['trace']],
    [6, ['mail', 'kept_notice', 'service_fact']],
    [14, ['further_place']],
  ])('gains at step %i the tables %j', (version, names) => {
    const [before, after] = [tables(at(version - 1)), tables(at(version))];
    expect(after.filter((name) => !before.includes(name)).sort()).toEqual([...names].sort());
  });

  it('is reached from every older version without losing a row', () => {
    for (const { version } of MIGRATIONS.filter((step) => step.version >= 2)) {
      const db = at(version);
      addRecord(db, 1, '1');
      expect(migrate(db, MIGRATIONS)).toMatchObject({ ok: true });
      expect(db.prepare('SELECT ins FROM record').all()).toEqual([{ ins: '1' }]);
    }
  });

  it('keeps types strict', () => {
    const loose = full()
      .prepare<[], { name: string }>(
        `SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .all();
    expect(loose).toEqual([]);
  });

  it('knows each person once, and each standing right once', () => {
    const db = full();
    db.pragma('foreign_keys = ON');
    addRecord(db, 1, '1');
    expect(() => addRecord(db, 2, '1')).toThrow('UNIQUE');
    addConsent(db, 'first');
    expect(() => addConsent(db, 'second')).toThrow('UNIQUE');
    addConsent(db, 'ended before', 1);
    expect(db.prepare('SELECT count(*) AS n FROM consent').get()).toEqual({ n: 2 });
  });

  it('has no session of nobody, nor of two', () => {
    const db = full();
    const add = db.prepare(
      `INSERT INTO session (token, professional, person_id, mode, secret, started_at, expires_at)
       VALUES (?, ?, ?, 'NORMAL', 0, 0, 1)`,
    );
    db.pragma('foreign_keys = OFF');
    expect(() => add.run(Buffer.from('a'), null, null)).toThrow('CHECK');
    expect(() => add.run(Buffer.from('b'), '8', 1)).toThrow('CHECK');
  });
});
