import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { patients } from '../../../../electron/store/migrations/010-patients.ts';
import { migrate } from '../../../../electron/store/migrate.ts';

function migrated() {
  const db = new Database(':memory:');
  expect(migrate(db, [patients])).toEqual({ ok: true, value: { from: 0, to: 10 } });
  return db;
}

const insert = (db: Database.Database, birthDate: string, gender: string) =>
  db
    .prepare(
      `INSERT INTO patients (ins_system, ins_value, birth_family_name, given_names, birth_date, gender, qualified)
       VALUES ('urn:oid:1', '1', 'A', '["B"]', ?, ?, 1)`,
    )
    .run(birthDate, gender);

describe('migration 010: patients', () => {
  it('is applied once', () => {
    const db = migrated();
    expect(migrate(db, [patients])).toEqual({ ok: true, value: { from: 10, to: 10 } });
  });

  it('makes an empty list', () => {
    const db = migrated();
    expect(db.prepare('SELECT count(*) FROM patients').pluck().get()).toBe(0);
    expect(db.prepare('SELECT revision FROM patient_list').pluck().get()).toBe(0);
  });

  it('refuses what no patient can be', () => {
    const db = migrated();
    expect(() => insert(db, '1978', 'female')).toThrow('CHECK');
    expect(() => insert(db, '1978-05-12', 'x')).toThrow('CHECK');
    insert(db, '1978-05-12', 'female');
    expect(() => insert(db, '1978-05-12', 'male')).toThrow('UNIQUE');
  });
});
