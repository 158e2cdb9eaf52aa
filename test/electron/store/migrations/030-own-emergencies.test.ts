import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { ownEmergencies } from '../../../../electron/store/migrations/030-own-emergencies.ts';
import { migrate } from '../../../../electron/store/migrate.ts';

const insert = (db: Database.Database, mode: string, reason: string | null, call: string | null) =>
  db
    .prepare(
      `INSERT INTO own_emergencies (id, mode, family, given, birth_date, reason, call_id, started_at)
       VALUES (hex(randomblob(8)), ?, 'A', 'B', '1980-02-03', ?, ?, '2026-11-26T10:00:00Z')`,
    )
    .run(mode, reason, call);

describe('migration 030: own emergencies', () => {
  it('is applied once, and keeps nothing that could open a record', () => {
    const db = new Database(':memory:');
    expect(migrate(db, [ownEmergencies])).toEqual({ ok: true, value: { from: 0, to: 30 } });
    const columns = db.prepare("SELECT name FROM pragma_table_info('own_emergencies')").pluck().all();
    expect(columns).not.toContain('ins_value');
    expect(columns).toContain('reason');
  });

  it('holds a break-glass with its reason, a call with its name, and neither without', () => {
    const db = new Database(':memory:');
    migrate(db, [ownEmergencies]);
    insert(db, 'BTG', 'Patient inconscient', null);
    insert(db, 'ETREAT', null, 'C15-1');
    expect(() => insert(db, 'BTG', null, null)).toThrow('CHECK');
    expect(() => insert(db, 'ETREAT', null, null)).toThrow('CHECK');
    expect(() => insert(db, 'NORMAL', 'x', null)).toThrow('CHECK');
    expect(() => db.exec("UPDATE own_emergencies SET reviewed_at = '2026-11-26T11:00:00Z'")).toThrow('CHECK');
  });
});
